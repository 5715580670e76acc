import { useLocale, useTranslations } from 'next-intl';
import { formattingLocale } from '@/i18n/formatting-locale';
import type { Venue } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { formatDayAndTime } from '@/lib/dates';

/** "Fri 27 Nov, 20:03 in Lisbon": on the clocks of the Event's city, as everywhere. */
export function useInstantText({ timeZone, city }: Venue): (iso: string) => string {
  const t = useTranslations('common.date');
  const locale = formattingLocale(useLocale());
  return (iso) =>
    t('inCity', {
      city,
      date: formatDayAndTime(iso, { formattingLocale: locale, timeZone }, clock.nowMs()),
    });
}
