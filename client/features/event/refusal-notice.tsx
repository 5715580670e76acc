'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { usePriceText } from '@/components/ui/price';
import type { HoldRequest } from '@/lib/api/orders.browser';
import { isWorthRepeating, refusalWord } from './refusal-words';
import type { Refusal } from './use-hold';

interface RefusalNoticeProps {
  refusal: Refusal;
  isPending: boolean;
  onHold: (request: HoldRequest) => void;
  onDismiss: () => void;
}

/** A refusal that is not a lost race: what happened, that nothing was charged, what to do now. */
export function RefusalNotice({ refusal, isPending, onHold, onDismiss }: RefusalNoticeProps) {
  const t = useTranslations('event.refusal');
  const support = useTranslations('common');
  const { request, problem } = refusal;
  if (problem.code === 'price_changed') {
    return <PriceChanged {...{ refusal, isPending, onHold, onDismiss }} />;
  }
  const word = refusalWord(problem);
  return (
    <Notice
      kind={word === 'busy' || word === 'unknown' ? 'warning' : 'danger'}
      announce
      title={t(`${word}Title`)}
      code={support('supportCode', { code: problem.code })}
      actions={
        <>
          {isWorthRepeating(word) && (
            <Button size="small" pending={isPending} onClick={() => onHold(request)}>
              {t('tryAgain')}
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={onDismiss}>
            {t('chooseAgain')}
          </Button>
        </>
      }
    >
      {t(`${word}Detail`)}
    </Notice>
  );
}

/** Nobody pays a price they did not see: the new total is shown, and asked about. */
function PriceChanged({ refusal, isPending, onHold, onDismiss }: RefusalNoticeProps) {
  const t = useTranslations('event.refusal');
  const priceText = usePriceText();
  const { request, problem } = refusal;
  const { total } = problem;
  const before = 'expectedTotal' in request ? request.expectedTotal : request.maxTotal;
  const again = (): HoldRequest | null => {
    if (total === undefined) return null;
    return 'expectedTotal' in request
      ? { ...request, expectedTotal: total }
      : { ...request, maxTotal: total };
  };
  const next = again();
  return (
    <Notice
      kind="warning"
      announce
      title={t('priceTitle')}
      actions={
        <>
          {next !== null && total !== undefined && (
            <Button variant="primary" size="small" pending={isPending} onClick={() => onHold(next)}>
              {t('holdAtPrice', { total: priceText(total) })}
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={onDismiss}>
            {t('chooseAgain')}
          </Button>
        </>
      }
    >
      {total === undefined
        ? t('priceDetailUnknown')
        : t('priceDetail', { before: priceText(before), after: priceText(total) })}
    </Notice>
  );
}
