import type { Clock } from '@marquee/common/clock';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import { newObjectId } from '../data/new-object-id.js';
import {
  createObjectRepository,
  type ObjectRepository,
  type StoredObject,
} from '../data/object.repository.js';

export type BalanceTransactionType =
  | 'charge'
  | 'refund'
  | 'refund_failure'
  | 'transfer'
  | 'transfer_refund';

/** One change of the platform's balance; signed, and never changed. */
export interface BalanceTransaction extends StoredObject {
  readonly type: BalanceTransactionType;
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
}

export interface BalanceTransactions {
  readonly rows: ObjectRepository<BalanceTransaction>;
  readonly models: readonly ObjectRepository<StoredObject>['model'][];
  /** Writes it down and says its id. */
  record(
    session: ClientSession,
    transaction: Omit<BalanceTransaction, '_id' | 'createdAt'>,
  ): Promise<string>;
  /** Lets one transaction at a time decide by the sum; two would spend the same money. */
  holdStill(session: ClientSession, currency: string): Promise<void>;
  /** What is there, per currency. */
  sums(session?: ClientSession): Promise<ReadonlyMap<string, number>>;
}

export function createBalanceTransactions(database: Database, clock: Clock): BalanceTransactions {
  const rows = createObjectRepository<BalanceTransaction>(database, {
    collection: 'stripe_balance_transactions',
    indexes: [{ source: 1 }, { currency: 1, amount: 1 }],
  });
  const holds = createObjectRepository<StoredObject>(database, {
    collection: 'stripe_balance_holds',
  });
  return {
    rows,
    models: [rows.model, holds.model],
    async record(session, transaction) {
      const _id = newObjectId('txn');
      await rows.save({ _id, createdAt: clock.now(), ...transaction }, session);
      return _id;
    },
    async holdStill(session, currency) {
      const once = { session, upsert: true };
      await holds.model.updateOne({ _id: currency }, { $inc: { decisions: 1 } }, once);
    },
    async sums(session) {
      const found = await rows.model
        .aggregate<{ _id: string; amount: number }>([
          { $group: { _id: '$currency', amount: { $sum: '$amount' } } },
        ])
        .session(session ?? null);
      return new Map(found.map(({ _id, amount }) => [_id, amount]));
    },
  };
}
