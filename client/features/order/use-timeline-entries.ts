import { useTranslations } from 'next-intl';
import { useInstantText } from '@/components/orders/instant-text';
import { usePriceText } from '@/components/ui/price';
import type { TimelineEntry } from '@/components/ui/timeline';
import type { MarqueeEvent } from '@/lib/api/types';
import type { TimelineItem } from './order-timeline';

/** The timeline in words, its times on the clocks of the Event's city. */
export function useTimelineEntries(
  items: readonly TimelineItem[],
  { venue }: Pick<MarqueeEvent, 'venue'>,
): TimelineEntry[] {
  const t = useTranslations('order.steps');
  const priceText = usePriceText();
  const instantText = useInstantText(venue);
  return items.map(({ step, state, at, amount }, index) => ({
    key: `${index} ${step}`,
    title: t(step, { amount: amount === undefined ? '' : priceText(amount) }),
    state,
    ...(at === null ? {} : { time: instantText(at) }),
  }));
}
