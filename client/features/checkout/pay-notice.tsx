'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { DeclineReason } from './payment-intent';

export const payProblemCodes = [
  'try_again',
  'unreachable',
  'no_answer',
  'outcome_unknown',
  'rate_limited',
  'not_signed_in',
  'order_not_payable',
] as const;
export type PayProblemKey = (typeof payProblemCodes)[number] | 'unexpected';

export type PayNoticeContent =
  | { kind: 'declined'; reason: DeclineReason }
  /** Without an address the way on is to pay again. */
  | { kind: 'challenge_open'; url: string | null }
  | { kind: 'problem'; key: PayProblemKey };

/**
 * Why the last attempt did not go through; always says that nothing was charged. Takes the focus,
 * and the page to itself: on a phone the button that was pressed is a screen below.
 */
export function PayNotice({ content }: { content: PayNoticeContent }) {
  const news = useRef<HTMLDivElement>(null);
  useEffect(() => {
    news.current?.focus({ preventScroll: true });
    news.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div ref={news} tabIndex={-1} className="rounded-card outline-none">
      <PayNoticeWords content={content} />
    </div>
  );
}

function PayNoticeWords({ content }: { content: PayNoticeContent }) {
  const t = useTranslations('checkout');
  if (content.kind === 'declined') {
    return (
      <Notice announce kind="danger" title={t(`declined.${content.reason}`)}>
        {t('declined.detail')}
      </Notice>
    );
  }
  if (content.kind === 'challenge_open') {
    return (
      <Notice
        announce
        kind="warning"
        title={t('challenge.title')}
        actions={
          content.url !== null && (
            <Button asChild size="small">
              <a href={content.url}>{t('challenge.action')}</a>
            </Button>
          )
        }
      >
        {t(content.url === null ? 'challenge.detailAgain' : 'challenge.detail')}
      </Notice>
    );
  }
  return (
    <Notice announce kind="danger" title={t(`problems.${content.key}.title`)} code={content.key}>
      {t(`problems.${content.key}.detail`)}
    </Notice>
  );
}
