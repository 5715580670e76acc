import type { PayoutId, UserId } from '@marquee/common/ids';
import type { Currency } from '@marquee/common/money';
import { type Connection, type Model, Schema } from 'mongoose';
import type { PayoutStatus, PayoutWait } from '../domain/payout/next-payout-step.js';

/** Money to be sent to a seller, in one currency. All times are the database's. */
export interface PayoutRow {
  readonly _id: PayoutId;
  readonly sellerId: UserId;
  readonly currency: Currency;
  readonly status: PayoutStatus;
  /** Not paid and not failed; a second one of its seller and currency is refused by the index. */
  readonly isOpen: boolean;
  readonly waitsFor?: PayoutWait;
  /** Fixed, with the account it goes to, before the transfer is asked for. */
  readonly amount?: number;
  readonly accountId?: string;
  readonly attempt: number;
  readonly attemptedAt?: Date;
  readonly isKeySpent?: boolean;
  /** Attempts that Stripe refused for reasons that waiting does not change. */
  readonly refusals: number;
  readonly failure?: string;
  readonly transferId?: string;
  /** What came back of it, as far as it is booked. */
  readonly reversed: number;
  readonly looks: number;
  /** Counts wake-ups, so that one which comes during a run is not overlooked; absent on old rows. */
  readonly wakes?: number;
  /** Counts writes: the guard against a runner that lost its lease. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly leasedAt: Date;
  /** Whoever carries it on has it until then; absent on old rows. */
  readonly leaseUntil?: Date;
  /** When to look again, never before the lease ends; absent while only another sale, or nothing, can change it. */
  readonly nextStepAt?: Date;
}

const schema = new Schema<PayoutRow>(
  {
    _id: { type: String, required: true },
    sellerId: String,
    currency: String,
    status: String,
    isOpen: Boolean,
    waitsFor: String,
    amount: Number,
    accountId: String,
    attempt: Number,
    attemptedAt: Date,
    isKeySpent: Boolean,
    refusals: Number,
    failure: String,
    transferId: String,
    reversed: Number,
    looks: Number,
    wakes: Number,
    revision: Number,
    createdAt: Date,
    leasedAt: Date,
    leaseUntil: Date,
    nextStepAt: Date,
  },
  { versionKey: false },
);
const open = { unique: true, partialFilterExpression: { isOpen: true } };
schema.index({ sellerId: 1, currency: 1 }, { ...open, name: 'one_open_payout' });
schema.index({ sellerId: 1, _id: -1 });
schema.index({ nextStepAt: 1 }, { partialFilterExpression: { nextStepAt: { $exists: true } } });

export function payoutModel(connection: Connection): Model<PayoutRow> {
  return connection.model<PayoutRow>('Payout', schema, 'payouts');
}
