import { between } from '@marquee/common/fault-point';
import type { PaymentRow } from '../data/payment.model.js';
import { intentIdOf } from '../domain/payment.js';
import { tried } from '../stripe/call-failure.js';
import type { StepDependencies } from './step-dependencies.js';

/** A call ends within seconds, and what it made is there then. */
const settledAfterMs = 300_000;

export interface Swept {
  readonly row: PaymentRow;
  /** There are pages that were not looked at. */
  readonly hasMore: boolean;
}

/**
 * Cancels intents that creates without an answer left behind: one page of Stripe's list a run, which
 * is a look that was permitted as any other. However long the list, a run stays within its lease,
 * and the next one goes on where it ended.
 */
export async function sweepOrphans(deps: StepDependencies, row: PaymentRow): Promise<Swept> {
  const { payments, intents, logger, faultPoint } = deps;
  const { orphanSweepAt, orphansSince = row.createdAt } = row;
  const isDue = orphanSweepAt !== undefined && orphanSweepAt <= row.leasedAt;
  // The order's word is carried out without a permit, and there is no hurry about orphans.
  if (!isDue || row.haste === 'urgent') return { row, hasMore: false };
  const attempt = (row.orphanSweeps ?? 0) + 1;
  const begun = await between(faultPoint, 'begin-sweep', () =>
    payments.save(row, { orphanSweeps: attempt }),
  );
  const until = new Date(orphanSweepAt.getTime() + settledAfterMs);
  const window = { from: orphansSince, until, after: row.orphanCursor };
  const page = { ...window, except: intentIdOf(row.state), attempt };
  const answer = await tried(
    between(faultPoint, 'sweep-orphans', () => intents.cancelOrphans(row._id, page)),
  );
  if ('failure' in answer) {
    const { kind, summary } = answer.failure;
    logger.warn({ paymentId: row._id, kind, summary }, 'orphans could not be swept');
    return { row: begun, hasMore: false };
  }
  const { value: next } = answer;
  const swept = await between(faultPoint, 'forget-orphans', () =>
    next === null ? payments.forgetOrphans(begun) : payments.save(begun, { orphanCursor: next }),
  );
  return { row: swept, hasMore: next !== null };
}
