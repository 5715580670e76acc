'use client';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { Sold } from './use-sold';

interface CancelConsequencesProps {
  /** Undefined until it is known. */
  sold: Sold | undefined;
  /** "€480.00, ¥8,600"; empty when nothing is sold. */
  sums: string;
  hasFailed: boolean;
  isAgreed: boolean;
  onAgree: (isAgreed: boolean) => void;
}

/** Who gets how much back, and the one tick without which nothing is cancelled. */
export function CancelConsequences(props: CancelConsequencesProps) {
  const { sold, sums, hasFailed, isAgreed, onAgree } = props;
  const t = useTranslations('seller.cancelEvent');
  if (sold === undefined && !hasFailed) return <Skeleton className="h-24 w-full" />;
  return (
    <div className="grid gap-4">
      {sold === undefined ? (
        <Notice kind="warning" title={t('soldUnknown')}>
          {t('soldUnknownDetail')}
        </Notice>
      ) : (
        <Notice
          kind={sold.count === 0 ? 'info' : 'warning'}
          title={t('sold', { count: sold.count, sums })}
        >
          {t(sold.count === 0 ? 'nothingSoldDetail' : 'soldDetail')}
        </Notice>
      )}
      <label className="flex min-h-11 items-start gap-3 font-medium">
        <input
          type="checkbox"
          checked={isAgreed}
          onChange={(event) => onAgree(event.target.checked)}
          className="mt-1 size-5 shrink-0 accent-ink"
        />
        {t(sold?.count === 0 ? 'agreeUnsold' : 'agree')}
      </label>
    </div>
  );
}
