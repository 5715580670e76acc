import { useLocale, useTranslations } from 'next-intl';
import { formattingLocale } from '@/i18n/formatting-locale';
import type { MarqueeEvent } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { formatDayAndTime } from '@/lib/dates';

type Dated = Pick<MarqueeEvent, 'startsAt' | 'venue'>;

/** "Fri 5 Dec, 20:00", on the walls of the venue. */
export function useEventDateText(): (event: Dated) => string {
  const locale = formattingLocale(useLocale());
  return ({ startsAt, venue }) =>
    formatDayAndTime(
      startsAt,
      { formattingLocale: locale, timeZone: venue.timeZone },
      clock.nowMs(),
    );
}

/** When an Event starts: "Fri 5 Dec, 20:00 in Lisbon", or without the city where it stands beside it. */
export function EventDate({ event, withCity = false }: { event: Dated; withCity?: boolean }) {
  const t = useTranslations('common.date');
  const date = useEventDateText()(event);
  return (
    <time dateTime={event.startsAt}>
      {withCity ? t('inCity', { date, city: event.venue.city }) : date}
    </time>
  );
}
