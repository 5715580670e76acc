import type { OrderId, PaymentId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Attempts } from '../domain/next-step.js';
import type { PaymentState } from '../domain/payment.js';
import type { Purse, Refund } from '../domain/refund.js';

/**
 * Why a payment's next step is due. `urgent`: its order has spoken, or it is new; not counted among
 * the re-reads. `hinted`: its buyer asks, so it goes before what is only `scheduled`.
 */
export type Haste = 'urgent' | 'hinted' | 'scheduled';

/** A payment as it is stored. All times are the database's. */
export interface PaymentRow {
  readonly _id: PaymentId;
  readonly orderId: OrderId;
  readonly buyerId: UserId;
  readonly amount: Money;
  /** The platform's share that was agreed when it began; none before there were fees. */
  readonly feeBasisPoints?: number;
  readonly state: PaymentState;
  /** Stands for its order; a second one beside it is refused by the index. */
  readonly current: boolean;
  /** Counts announced domain events. */
  readonly version: number;
  /** Counts writes by whoever holds the lease: the guard against a runner that lost it. */
  readonly revision: number;
  readonly attempts: Attempts;
  /** Captures that Stripe refused for good. */
  readonly captureRefusals: number;
  /** Looks that found no such intent at Stripe; absent on old rows. */
  readonly misses?: number;
  /** Oldest first; absent on rows from before there were any. */
  readonly refunds?: readonly Refund[];
  readonly createdAt: Date;
  /** When the money was first seen to be taken. */
  readonly capturedAt?: Date;
  /** Of the request that began it: everything that follows is found under it. */
  readonly correlationId: string;
  /** When to look again, never before the lease ends; absent when nothing is left to do. */
  readonly nextStepAt?: Date;
  /** Looks since something last happened; sets the pause before the next. */
  readonly looks: number;
  readonly lookedAt?: Date;
  /** Counts wake-ups, so that one which comes during a run is not overlooked. */
  readonly wakes: number;
  /** Which of them was the last word of its order; absent where it has not spoken. */
  readonly orderWake?: number;
  readonly haste: Haste;
  readonly leaseUntil: Date;
  readonly leasedAt: Date;
  /** A create went without an answer: when to look for intents that nobody holds. */
  readonly orphanSweepAt?: Date;
  /** When the first create began whose intent may be among them. */
  readonly orphansSince?: Date;
  /** Pages of Stripe's list that were begun; every number is part of one idempotency key. */
  readonly orphanSweeps?: number;
  /** The last intent of the page that was looked at last. */
  readonly orphanCursor?: string;
}

const schema = new Schema<PaymentRow>(
  {
    _id: { type: String, required: true },
    orderId: String,
    buyerId: String,
    amount: { type: Schema.Types.Mixed },
    feeBasisPoints: Number,
    state: { type: Schema.Types.Mixed },
    current: Boolean,
    version: Number,
    revision: Number,
    attempts: { type: Schema.Types.Mixed },
    captureRefusals: Number,
    misses: Number,
    refunds: { type: Schema.Types.Mixed },
    createdAt: Date,
    capturedAt: Date,
    correlationId: String,
    nextStepAt: Date,
    looks: Number,
    lookedAt: Date,
    wakes: Number,
    orderWake: Number,
    haste: String,
    leaseUntil: Date,
    leasedAt: Date,
    orphanSweepAt: Date,
    orphansSince: Date,
    orphanSweeps: Number,
    orphanCursor: String,
  },
  { versionKey: false },
);
schema.index({ orderId: 1 }, { unique: true, partialFilterExpression: { current: true } });
schema.index({ orderId: 1, _id: -1 });
const unfinished = { partialFilterExpression: { nextStepAt: { $exists: true } } };
schema.index({ haste: 1, nextStepAt: 1 }, unfinished);
schema.index({ nextStepAt: 1 }, unfinished);
schema.index(
  { 'state.intentId': 1 },
  { partialFilterExpression: { 'state.intentId': { $exists: true } } },
);

export type PaymentModel = Model<PaymentRow>;

export function paymentModel(connection: Connection): PaymentModel {
  return connection.model<PaymentRow>('Payment', schema, 'payments');
}

/** The payment's money, as its row knows it. */
export function purseOf({ amount, state, refunds = [] }: PaymentRow): Purse {
  return { amount, state, refunds };
}
