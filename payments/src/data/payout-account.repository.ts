import type { UserId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
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
    async setReady(sellerId, isReady) {
      await rows.updateOne({ _id: sellerId }, { $set: { isReady } });
    },
  };
}
