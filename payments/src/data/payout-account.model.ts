import type { UserId } from '@marquee/common/ids';
import { type Connection, type Model, Schema } from 'mongoose';

/** A seller's account at Stripe. The row is there before the account is asked for. */
export interface PayoutAccountRow {
  readonly _id: UserId;
  /** Whether Stripe says that it can be paid. */
  readonly isReady: boolean;
  readonly accountId?: string;
  /** Part of the key under which the account is made. */
  readonly attempt: number;
  readonly createdAt: Date;
  /** When a page last had Stripe asked whether it is ready. */
  readonly askedAt?: Date;
}

const schema = new Schema<PayoutAccountRow>(
  {
    _id: { type: String, required: true },
    isReady: Boolean,
    accountId: String,
    attempt: Number,
    createdAt: Date,
    askedAt: Date,
  },
  { versionKey: false },
);
schema.index({ accountId: 1 }, { partialFilterExpression: { accountId: { $exists: true } } });

export function payoutAccountModel(connection: Connection): Model<PayoutAccountRow> {
  return connection.model<PayoutAccountRow>('PayoutAccount', schema, 'payout_accounts');
}
