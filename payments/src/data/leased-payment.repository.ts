import type { PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import { createLease, hasStep, isDue, literals } from './lease.js';
import { type Haste, type PaymentRow, paymentModel } from './payment.model.js';

/** What a runner may change while it holds the lease. */
export type PaymentChanges = Partial<
  Pick<
    PaymentRow,
    | 'state'
    | 'current'
    | 'version'
    | 'attempts'
    | 'captureRefusals'
    | 'misses'
    | 'refunds'
    | 'orphanSweeps'
    | 'orphanCursor'
  >
>;

export interface Rest {
  readonly afterMs: number;
  /** The row's wake-ups when its order was last read: a later one means to look again. */
  readonly wakesSeen: number;
  /** Nothing is left to do: no next step, unless an orphan sweep is due. */
  readonly finished: boolean;
}

const hintWaitMs = 1_000;

/** One runner at a time per payment, by compare-and-set on the database's clock. */
export interface LeasedPaymentRepository {
  /** Takes one payment whose step is due, the longest waiting first; null when there is none. */
  tryClaimDue(haste: Haste): Promise<PaymentRow | null>;
  /** Takes this payment if nobody else has it. */
  tryClaim(id: PaymentId): Promise<PaymentRow | null>;
  /** Writes changes and renews the lease. Throws LeaseLost. */
  save(row: PaymentRow, changes: PaymentChanges, session?: ClientSession): Promise<PaymentRow>;
  /** Begins a create call: counts it and remembers to look for what it may leave behind. */
  beginCreate(row: PaymentRow, sweepAfterMs: number): Promise<PaymentRow>;
  /** The create was answered the first time, or its orphans were cancelled: nothing to sweep. */
  forgetOrphans(row: PaymentRow): Promise<PaymentRow>;
  /** Gives the lease back and says when to look again; at once if it was woken meanwhile. */
  rest(row: PaymentRow, rest: Rest): Promise<void>;
  /** How many looks that are not urgent are due now, counted up to `max`. */
  countRereadsDue(max: number): Promise<number>;
  /** How long until the next step is due (0 = now); null when nothing waits. */
  msUntilDue(): Promise<number | null>;
}

/** The database's time when the money was first seen to be taken; later writes leave it. */
function capturedNow({ state }: PaymentChanges) {
  if (state?.status !== 'captured') return {};
  return { capturedAt: { $ifNull: ['$capturedAt', '$$NOW'] } };
}

export function createLeasedPaymentRepository(
  database: Database,
  leaseMs: number,
): LeasedPaymentRepository {
  const rows = paymentModel(database.connection);
  const lease = createLease(rows, leaseMs);

  return {
    tryClaimDue: (haste) => lease.claim({ haste, ...isDue }),
    tryClaim: (id) =>
      lease.claim({ _id: id, ...hasStep, $expr: { $lte: ['$leaseUntil', '$$NOW'] } }),
    save: (row, changes, session) =>
      lease.write(
        row,
        [{ $set: { ...literals(changes), ...capturedNow(changes), ...lease.fields } }],
        session,
      ),
    beginCreate: (row, sweepAfterMs) =>
      lease.write(row, [
        { $unset: ['orphanCursor'] },
        {
          $set: {
            orphansSince: { $ifNull: ['$orphansSince', '$$NOW'] },
            attempts: { $literal: { ...row.attempts, create: row.attempts.create + 1 } },
            orphanSweepAt: { $add: ['$$NOW', sweepAfterMs] },
            ...lease.fields,
          },
        },
      ]),
    forgetOrphans: (row) =>
      lease.write(row, [
        { $unset: ['orphanSweepAt', 'orphansSince', 'orphanCursor'] },
        { $set: lease.fields },
      ]),
    async rest(row, { afterMs, wakesSeen, finished }) {
      const pause = { $add: ['$$NOW', afterMs] };
      const sweep = { $cond: ['$orphanSweepAt', { $max: ['$orphanSweepAt', pause] }, '$$REMOVE'] };
      const later = finished ? sweep : pause;
      const woken = { $ne: ['$wakes', wakesSeen] };
      // A hint during the run is worth an early look, the order's word one at once.
      const hasSpoken = { $gt: [{ $ifNull: ['$orderWake', 0] }, wakesSeen] };
      const early = { $add: ['$$NOW', { $cond: [hasSpoken, 0, Math.min(afterMs, hintWaitMs)] }] };
      await lease.write(row, [
        {
          $set: {
            nextStepAt: { $cond: [woken, early, later] },
            haste: { $cond: [woken, { $cond: [hasSpoken, 'urgent', 'hinted'] }, 'scheduled'] },
            looks: { $cond: [woken, 0, { $add: ['$looks', 1] }] },
            lookedAt: '$$NOW',
            leaseUntil: '$$NOW',
          },
        },
      ]);
    },
    async countRereadsDue(max) {
      if (max <= 0) return 0;
      const haste = { $in: ['hinted', 'scheduled'] satisfies Haste[] };
      return rows.countDocuments({ haste, ...isDue }, { limit: max });
    },
    msUntilDue: lease.msUntilDue,
  };
}
