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

type Phase = 'starting' | 'nothing' | 'asking' | 'running' | 'done' | 'trouble';

/** Orders are asked for in chunks: that all known ones are done is the end only once asking is over. */
export function phaseOf({ orders, refunded, failed, isAskingOver }: RefundProgress): Phase {
  if (orders === 0) return isAskingOver ? 'nothing' : 'starting';
  if (!isAskingOver) return 'asking';
  if (refunded + failed < orders) return 'running';
  return failed > 0 ? 'trouble' : 'done';
}

const isOver = (phase: Phase) => ['nothing', 'done', 'trouble'].includes(phase);

const looks = {
  starting: 'info',
  asking: 'info',
  running: 'info',
  done: 'success',
  trouble: 'warning',
} as const;

interface RefundProgressProps {
  eventId: string;
  /** Somebody had paid, so refunds are to come although none was asked for yet. */
  hasSales: boolean;
}

/** How far the buyers' money is on its way back, as it goes. Only the organiser is told. */
export function RefundProgressView({ eventId, hasSales }: RefundProgressProps) {
  const { data } = useSWR<RefundProgressAnswer, Error>(refundProgressOf(eventId), browserGet, {
    refreshInterval: (answer) =>
      answer !== undefined && isOver(phaseOf(answer.refundProgress)) ? DONE_POLL_MS : POLL_MS,
  });
  // Without known sales it may turn out that there is nothing to tell of: wait until orders knows.
  if (data === undefined) return null;
  if (!hasSales && phaseOf(data.refundProgress) === 'starting') return null;
  return <ProgressNotice progress={data.refundProgress} />;
}

function ProgressNotice({ progress }: { progress: RefundProgress }) {
  const t = useTranslations('seller.refundProgress');
  const heading = useHeadingFocus();
  const phase = phaseOf(progress);
  const { orders, refunded, failed } = progress;
  if (phase === 'nothing') {
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
          {t(`${phase}.detail`, { orders, refunded, failed })}
        </p>
        {phase === 'running' && (
          <progress
            aria-label={t('label')}
            max={orders}
            value={refunded + failed}
            className="h-2 w-full accent-success"
          />
        )}
      </div>
    </Notice>
  );
}
