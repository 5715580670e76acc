import type { UserId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import { type PayoutAccountRow, payoutAccountModel } from './payout-account.model.js';

export interface PayoutAccountRepository {
  find(sellerId: UserId): Promise<PayoutAccountRow | null>;
  /** The row before the account: the one there is, or a new one. */
  begin(sellerId: UserId): Promise<PayoutAccountRow>;
  /** The account that Stripe made; the first one stays. */
  made(sellerId: UserId, accountId: string): Promise<PayoutAccountRow>;
  /** The key is spent: Stripe would repeat its error under it. */
  spendKey(row: PayoutAccountRow): Promise<void>;
  setReady(sellerId: UserId, isReady: boolean): Promise<void>;
  /** Whether Stripe may be asked now: nobody had it asked for so long, on any replica. */
  tryAsk(sellerId: UserId, pauseMs: number): Promise<boolean>;
  /** Something happened to the account: it may be asked about at once. */
  lookAgain(sellerId: UserId, session: ClientSession): Promise<void>;
}

export function createPayoutAccountRepository(database: Database): PayoutAccountRepository {
  const rows = payoutAccountModel(database.connection);
  const options = { upsert: true, returnDocument: 'after', updatePipeline: true } as const;
  return {
    find: (sellerId) => rows.findById(sellerId).lean<PayoutAccountRow | null>(),
    begin: (sellerId) =>
      rows
        .findOneAndUpdate(
          { _id: sellerId },
          [
            {
              $replaceWith: {
                $mergeObjects: [{ isReady: false, attempt: 1, createdAt: '$$NOW' }, '$$ROOT'],
              },
            },
          ],
          options,
        )
        .lean<PayoutAccountRow>()
        .orFail(),
    made: (sellerId, accountId) =>
      rows
        .findOneAndUpdate(
          { _id: sellerId },
          [{ $set: { accountId: { $ifNull: ['$accountId', { $literal: accountId }] } } }],
          options,
        )
        .lean<PayoutAccountRow>()
        .orFail(),
    async spendKey({ _id, attempt }) {
      await rows.updateOne({ _id, attempt }, { $set: { attempt: attempt + 1 } });
    },
    async tryAsk(sellerId, pauseMs) {
      const mayAsk = {
        $lte: [{ $add: [{ $ifNull: ['$askedAt', new Date(0)] }, pauseMs] }, '$$NOW'],
      };
      const { modifiedCount } = await rows.updateOne(
        { _id: sellerId, $expr: mayAsk },
        [{ $set: { askedAt: '$$NOW' } }],
        { updatePipeline: true },
      );
      return modifiedCount === 1;
    },
    async lookAgain(sellerId, session) {
      await rows.updateOne({ _id: sellerId }, { $unset: { askedAt: true } }, { session });
    },
    async setReady(sellerId, isReady) {
      await rows.updateOne({ _id: sellerId }, { $set: { isReady } });
    },
  };
}
