import type { OrderId } from '@marquee/common/ids';
import { type Connection, type Model, Schema } from 'mongoose';
import type { KnownOrder } from '../domain/verdict.js';

/** The replica of an order: its newest state that reached us. */
export interface OrderRow extends Omit<KnownOrder, 'id'> {
  readonly _id: OrderId;
  readonly version: number;
}

const schema = new Schema<OrderRow>(
  {
    _id: { type: String, required: true },
    buyerId: String,
    total: { type: Schema.Types.Mixed },
    status: String,
    expiresAt: Date,
    paymentId: String,
    rejectedPaymentIds: [String],
    eventId: String,
    items: { type: Schema.Types.Mixed },
    refunds: { type: Schema.Types.Mixed },
    version: Number,
  },
  { versionKey: false },
);
// For payouts: whose money is on its way back.
schema.index(
  { 'items.sellerId': 1 },
  { name: 'refunds_asked', partialFilterExpression: { 'refunds.status': 'asked' } },
);

export type OrderModel = Model<OrderRow>;

export function orderModel(connection: Connection): OrderModel {
  return connection.model<OrderRow>('Order', schema, 'orders');
}
