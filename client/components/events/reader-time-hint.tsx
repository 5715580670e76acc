'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { formattingLocale } from '@/i18n/formatting-locale';
import { clock } from '@/lib/clock';
import { formatDayAndTime, isSameWallTime } from '@/lib/dates';

const never = () => () => {};

/** The reader's own time of the same moment, where their clock shows another one. Only the browser knows. */
export function ReaderTimeHint({ startsAt, timeZone }: { startsAt: string; timeZone: string }) {
  const t = useTranslations('common.date');
  const locale = formattingLocale(useLocale());
  const readerZone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => timeZone,
  );
  if (isSameWallTime(startsAt, timeZone, readerZone)) return null;
  const options = { formattingLocale: locale, timeZone: readerZone };
  return (
    <span className="text-sm text-muted">
      {t('yourTime', { date: formatDayAndTime(startsAt, options, clock.nowMs()) })}
    </span>
  );
}
