import { newId, type PayoutId, type UserId } from '@marquee/common/ids';
import type { Currency } from '@marquee/common/money';
import { type Database, isDuplicateKey } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import { createLease, isDue, literals } from './lease.js';
import { type PayoutRow, payoutModel } from './payout.model.js';

export type PayoutChanges = Partial<
  Pick<
    PayoutRow,
    | 'status'
    | 'isOpen'
    | 'waitsFor'
    | 'amount'
    | 'accountId'
    | 'attempt'
    | 'isKeySpent'
    | 'refusals'
    | 'failure'
    | 'transferId'
    | 'reversed'
  >
>;

export interface PayoutRest {
  /** Null: nothing is left to do by itself. */
  readonly afterMs: number | null;
  /** The row's wake-ups when it was claimed: a later one means to look again at once. */
  readonly wakesSeen: number;
}

/** One runner at a time per payout, by compare-and-set on the database's clock. */
export interface PayoutRepository {
  /** The open payout of a seller and currency is due now; one is made where there is none. */
  open(sellerId: UserId, currency: Currency, session?: ClientSession): Promise<void>;
  /** The seller's account became ready: what waits for it is due now. */
  wake(sellerId: UserId, session?: ClientSession): Promise<void>;
  /** Something may have happened to it at Stripe: it is looked at, whatever it waits for. */
  lookAgain(id: PayoutId, session?: ClientSession): Promise<void>;
  tryClaimDue(): Promise<PayoutRow | null>;
  /** Writes changes and renews the lease. Throws LeaseLost. */
  save(row: PayoutRow, changes: PayoutChanges, session?: ClientSession): Promise<PayoutRow>;
  /** Counts an attempt before its call, and when it was begun. */
  begin(row: PayoutRow, changes: PayoutChanges, session: ClientSession): Promise<PayoutRow>;
  /** Gives the lease back and says when to look again; at once if it was woken meanwhile. */
  rest(row: PayoutRow, rest: PayoutRest): Promise<void>;
  msUntilDue(): Promise<number | null>;
  listOpen(sellerId: UserId): Promise<readonly PayoutRow[]>;
}

export function createPayoutRepository(database: Database, leaseMs: number): PayoutRepository {
  const rows = payoutModel(database.connection);
  const lease = createLease(rows, leaseMs);
  const wakes = { $ifNull: ['$wakes', 0] };
  const woken = { wakes: { $add: [wakes, 1] }, looks: 0 };
  const onceFree = { $max: ['$$NOW', '$leaseUntil'] };
  const within = (session: ClientSession | undefined) =>
    session === undefined ? { updatePipeline: true } : { updatePipeline: true, session };

  return {
    async open(sellerId, currency, session) {
      const made = {
        ...{ status: 'due', attempt: 0, refusals: 0, reversed: 0, looks: 0, revision: 0 },
        createdAt: '$$NOW',
        leasedAt: '$$NOW',
      };
      try {
        await rows.updateOne(
          { sellerId, currency, isOpen: true },
          [
            { $set: { _id: { $ifNull: ['$_id', newId<PayoutId>()] } } },
            { $replaceWith: { $mergeObjects: [made, '$$ROOT'] } },
            {
              $set: {
                // One that is being sent has its own time.
                nextStepAt: {
                  $cond: [{ $eq: ['$status', 'sending'] }, '$nextStepAt', onceFree],
                },
                ...woken,
              },
            },
          ],
          { upsert: true, ...within(session) },
        );
      } catch (error) {
        // Another replica made it in this moment; a transaction would have to start again.
        if (session !== undefined || !isDuplicateKey(error)) throw error;
      }
    },
    async wake(sellerId, session) {
      await rows.updateMany(
        { sellerId, isOpen: true, status: 'due' },
        [{ $set: { ...woken, nextStepAt: onceFree } }],
        within(session),
      );
    },
    async lookAgain(id, session) {
      await rows.updateOne(
        { _id: id },
        [{ $set: { ...woken, nextStepAt: onceFree } }],
        within(session),
      );
    },
    tryClaimDue: () => lease.claim(isDue),
    save: (row, changes, session) =>
      lease.write(row, [{ $set: { ...literals(changes), ...lease.fields } }], session),
    begin: (row, changes, session) => {
      const begun = { attemptedAt: '$$NOW', isKeySpent: false, ...lease.fields };
      return lease.write(row, [{ $set: { ...literals(changes), ...begun } }], session);
    },
    async rest(row, { afterMs, wakesSeen }) {
      const later = afterMs === null ? '$$REMOVE' : { $add: ['$$NOW', afterMs] };
      const isWoken = { $ne: [wakes, wakesSeen] };
      await lease.write(row, [
        {
          $set: {
            nextStepAt: { $cond: [isWoken, '$$NOW', later] },
            looks: { $cond: [isWoken, 0, { $add: ['$looks', 1] }] },
            leaseUntil: '$$NOW',
          },
        },
      ]);
    },
    msUntilDue: lease.msUntilDue,
    listOpen: (sellerId) => rows.find({ sellerId, isOpen: true }).lean<PayoutRow[]>(),
  };
}
