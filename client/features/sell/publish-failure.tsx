'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/lib/paths';
import type { Failure } from './failure';

interface PublishFailureProps {
  failure: Failure | null;
  /** An Event was being changed: nothing was listed anyway. */
  isEdit?: boolean;
}

/** What did not work, what did, and what to press now. */
export function PublishFailure({ failure, isEdit = false }: PublishFailureProps) {
  const t = useTranslations('sell.failures');
  const edit = useTranslations('sell.edit');
  if (failure === null) return null;
  const { key, isEventMade } = failure;
  const isUncertain = key === 'unreachable' || key === 'outcome_unknown';
  return (
    <Notice
      announce
      kind={isEventMade ? 'warning' : 'danger'}
      title={isEventMade ? t('eventMade') : t(`${key}.title`)}
      code={key}
      actions={
        isUncertain &&
        !isEdit && (
          <Link href={paths.sellerView()} className="text-link font-semibold">
            {t('look')}
          </Link>
        )
      }
    >
      {isEventMade && <p>{t('eventMadeDetail', { reason: t(`${key}.title`) })}</p>}
      <p>{isEdit ? edit('failedDetail') : t(`${key}.detail`)}</p>
    </Notice>
  );
}
