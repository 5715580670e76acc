'use client';
import { useTranslations } from 'next-intl';
import { usePlaceText } from '@/components/orders/place';
import { usePriceText } from '@/components/ui/price';
import { useSpaced } from '@/lib/live/use-spaced';
import type { Change } from './changes';

/** More than these nobody listens to; of the others it is enough how many they are. */
const SAID_MAX = 3;

/** Sales and holds, for those who do not see them arrive: at most every five seconds. */
export function ChangeAnnouncement({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations('seller.changes');
  const placeText = usePlaceText();
  const priceText = usePriceText();
  const news = useSpaced(changes);
  const sentences = news
    .slice(0, SAID_MAX)
    .map(({ kind, ticket }) =>
      t(kind, { place: placeText(ticket), price: priceText(ticket.price) }),
    );
  const more = news.length - sentences.length;
  return (
    <p aria-live="polite" className="sr-only">
      {[...sentences, ...(more > 0 ? [t('more', { count: more })] : [])].join('. ')}
    </p>
  );
}
