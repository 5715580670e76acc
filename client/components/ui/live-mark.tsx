'use client';

import { useTranslations } from 'next-intl';
import { classNames } from '@/lib/class-names';
import { useCalm } from '@/lib/live/use-calm';

/** Says quietly how fresh a page is: told as it happens, or asked for every few seconds. */
export function LiveMark({ isLive }: { isLive: boolean }) {
  const t = useTranslations('common.live');
  const said = useCalm(isLive);
  return (
    <span
      className={classNames(
        'inline-flex min-h-6 items-center gap-2 text-sm text-muted transition-opacity duration-200',
        said === null && 'opacity-0',
      )}
    >
      <span
        aria-hidden="true"
        className={classNames(
          'size-2 rounded-full transition-colors duration-200',
          said === true ? 'bg-success' : 'border border-edge',
        )}
      />
      {said !== null && t(said ? 'on' : 'off')}
    </span>
  );
}
