import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { ticketsMaxPerOrder } from './selection';

/** Says why another seat was not added. The region is always there, so that it is read out when it fills. */
export function LimitNotice({ isOverLimit }: { isOverLimit: boolean }) {
  const t = useTranslations('event.summary');
  return (
    <div role="status">
      {isOverLimit && (
        <Notice
          kind="warning"
          title={t('limit', { max: ticketsMaxPerOrder })}
          className="shadow-floating"
        />
      )}
    </div>
  );
}
