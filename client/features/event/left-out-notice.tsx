import { useTranslations } from 'next-intl';
import { itemsMax, type LeftOut } from '@/lib/api/list-read';

/** That an Event has more tickets than a page can show, and which of them are here. */
export function LeftOutNotice({ leftOut }: { leftOut: LeftOut }) {
  const t = useTranslations('event.market.leftOut');
  if (leftOut !== 'free' && leftOut !== 'taken') return null;
  return <p className="text-sm text-muted">{t(leftOut, { count: itemsMax })}</p>;
}
