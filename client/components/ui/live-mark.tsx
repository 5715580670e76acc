import { useTranslations } from 'next-intl';
import { classNames } from '@/lib/class-names';

/** Says quietly how fresh a page is: told as it happens, or asked for every few seconds. */
export function LiveMark({ isLive }: { isLive: boolean }) {
  const t = useTranslations('common.live');
  return (
    <span className="inline-flex items-center gap-2 text-sm text-muted">
      <span
        aria-hidden="true"
        className={classNames(
          'size-2 rounded-full transition-colors duration-300',
          isLive ? 'bg-success' : 'border border-edge',
        )}
      />
      {isLive ? t('on') : t('off')}
    </span>
  );
}
