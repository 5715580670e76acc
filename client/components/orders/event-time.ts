import { useLocale, useTranslations } from 'next-intl';
import { formattingLocale } from '@/i18n/formatting-locale';
import type { MarqueeEvent } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { formatDayAndTime } from '@/lib/dates';

/** "Fri 5 Dec, 20:00 in Lisbon": the Event's own zone, and it says so. */
export function useEventTimeText(): (event: Pick<MarqueeEvent, 'startsAt' | 'venue'>) => string {
  const t = useTranslations('common.date');
  const locale = formattingLocale(useLocale());
  return ({ startsAt, venue }) =>
    t('inCity', {
      city: venue.city,
      date: formatDayAndTime(
        startsAt,
        { formattingLocale: locale, timeZone: venue.timeZone },
        clock.nowMs(),
      ),
    });
}
