import { between } from '@marquee/common/fault-point';
import type { PaymentRow } from '../data/payment.model.js';
import { nextRetryAt } from '../domain/refund-step.js';
import { waitMsAfter } from '../domain/schedule.js';
import type { StepDependencies } from './step-dependencies.js';
import { sweepOrphans } from './sweep-orphans.js';

export interface RestOptions {
  /** The row's wake-ups when its order was last read. */
  readonly wakesSeen: number;
  readonly isFinished?: boolean;
  readonly waitMsMax?: number;
}

/** Gives the lease back and says when to look again. */
export async function rest(
  deps: StepDependencies,
  row: PaymentRow,
  { wakesSeen, isFinished: finished = false, waitMsMax = deps.waitMsMax }: RestOptions,
): Promise<void> {
  const { payments, faultPoint } = deps;
  const { row: swept, hasMore } = await sweepOrphans(deps, row);
  const afterMs = hasMore ? 0 : pauseMsOf(swept, waitMsMax);
  await between(faultPoint, 'rest', () => payments.rest(swept, { afterMs, wakesSeen, finished }));
}

/** Where nothing but a refund's next attempt is due, there is nothing to look at before it. */
function pauseMsOf({ looks, leasedAt, refunds = [] }: PaymentRow, waitMsMax: number): number {
  const lookMs = waitMsAfter(looks, waitMsMax);
  const retryAt = nextRetryAt(refunds, leasedAt);
  if (retryAt === null) return lookMs;
  const retryMs = retryAt.getTime() - leasedAt.getTime();
  const looksForOthers = refunds.some(({ status, retryAt: at }) => {
    return status === 'pending' && (at === undefined || at <= leasedAt);
  });
  return looksForOthers ? Math.min(lookMs, retryMs) : retryMs;
}
