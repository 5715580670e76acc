import { useLocale, useTranslations } from 'next-intl';
import type { TimelineEntry } from '@/components/ui/timeline';
import { formattingLocale } from '@/i18n/formatting-locale';
import type { MarqueeEvent } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { formatDayAndTime } from '@/lib/dates';
import type { TimelineItem } from './order-timeline';

/** The timeline in words, its times on the clocks of the Event's city. */
export function useTimelineEntries(
  items: readonly TimelineItem[],
  { venue }: Pick<MarqueeEvent, 'venue'>,
): TimelineEntry[] {
  const t = useTranslations('order.steps');
  const inCity = useTranslations('common.date');
  const locale = formattingLocale(useLocale());
  const zone = { formattingLocale: locale, timeZone: venue.timeZone };
  return items.map(({ step, state, at }) => ({
    key: step,
    title: t(step),
    state,
    ...(at === null
      ? {}
      : {
          time: inCity('inCity', {
            date: formatDayAndTime(at, zone, clock.nowMs()),
            city: venue.city,
          }),
        }),
  }));
}
