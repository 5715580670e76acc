'use client';
import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import { Notice } from '@/components/ui/notice';
import { browserGet } from '@/lib/api/browser';
import { type RefundProgressAnswer, refundProgressOf } from '@/lib/api/refunds.browser';
import type { RefundProgress } from '@/lib/api/seller-money';
import { useHeadingFocus } from '@/lib/heading-focus';

const POLL_MS = 1_500;
const DONE_POLL_MS = 10_000;

type Phase = 'starting' | 'running' | 'done' | 'trouble';

/** Orders are asked for in chunks, so that all known ones are done is not yet the end of asking. */
export function phaseOf({ orders, refunded, failed }: RefundProgress): Phase {
  if (orders === 0) return 'starting';
  if (refunded + failed < orders) return 'running';
  return failed > 0 ? 'trouble' : 'done';
}

const looks = { starting: 'info', running: 'info', done: 'success', trouble: 'warning' } as const;

interface RefundProgressProps {
  eventId: string;
  /** Somebody had paid, so refunds are to come although none was asked for yet. */
  hasSales: boolean;
}

/** How far the buyers' money is on its way back, as it goes. Only the organiser is told. */
export function RefundProgressView({ eventId, hasSales }: RefundProgressProps) {
  const { data } = useSWR<RefundProgressAnswer, Error>(refundProgressOf(eventId), browserGet, {
    refreshInterval: (answer) =>
      answer !== undefined && ['done', 'trouble'].includes(phaseOf(answer.refundProgress))
        ? DONE_POLL_MS
        : POLL_MS,
  });
  if (data === undefined) return null;
  return <ProgressNotice progress={data.refundProgress} hasSales={hasSales} />;
}

interface ProgressNoticeProps {
  progress: RefundProgress;
  hasSales: boolean;
}

function ProgressNotice({ progress, hasSales }: ProgressNoticeProps) {
  const t = useTranslations('seller.refundProgress');
  const heading = useHeadingFocus();
  const phase = phaseOf(progress);
  if (phase === 'starting' && !hasSales) {
    return (
      <h3 ref={heading} tabIndex={-1} className="text-base font-normal text-muted outline-none">
        {t('nothing')}
      </h3>
    );
  }
  return (
    <Notice
      kind={looks[phase]}
      title={
        <h3 ref={heading} tabIndex={-1} className="text-base outline-none">
          {t(`${phase}.title`)}
        </h3>
      }
    >
      <div className="grid gap-2">
        <p aria-live="polite" className="figures">
          {t(`${phase}.detail`, { ...progress })}
        </p>
        {phase === 'running' && (
          <progress
            aria-label={t('label')}
            max={progress.orders}
            value={progress.refunded + progress.failed}
            className="h-2 w-full accent-success"
          />
        )}
      </div>
    </Notice>
  );
}
