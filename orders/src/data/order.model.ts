import type { Money } from '@marquee/common/money';
import { type Connection, Schema } from 'mongoose';
import type { OrderRefund } from '../domain/order.js';
import { moneyType } from './money.type.js';

export interface OrderItemRecord {
  ticketId: string;
  sellerId: string;
  section: string;
  row: string | null;
  seat: string | null;
  price: Money;
}

export interface OrderRecord {
  _id: string;
  buyerId: string;
  eventId: string;
  items: OrderItemRecord[];
  total: Money;
  status: 'awaiting_payment' | 'paying' | 'complete' | 'cancelled' | 'expired' | 'refunded';
  /** Set while the order owns its tickets; carries the unique index on their ids. */
  active?: true;
  placedAt: Date;
  expiresAt: Date;
  paymentId?: string;
  rejectedPaymentIds: string[];
  /** Absent while nothing was ever to go back. */
  refunds?: OrderRefund[];
  /** `id` is buyer and key, unique; `fingerprint` tells one body from another. */
  idempotency?: { id: string; key: string; fingerprint: string };
  /** A tombstone: this id was promised never to become an order. Has no other field. */
  buriedAt?: Date;
  version: number;
}

const itemSchema = new Schema<OrderItemRecord>(
  {
    ticketId: { type: String, required: true },
    sellerId: { type: String, required: true },
    section: { type: String, required: true },
    row: { type: String, default: null },
    seat: { type: String, default: null },
    price: moneyType,
  },
  { _id: false },
);

const schema = new Schema<OrderRecord>(
  {
    _id: { type: String, required: true },
    buyerId: { type: String, required: true },
    eventId: { type: String, required: true },
    items: [itemSchema],
    total: moneyType,
    status: { type: String, required: true },
    active: Boolean,
    placedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    paymentId: String,
    rejectedPaymentIds: [String],
    refunds: { type: [Schema.Types.Mixed], default: undefined },
    idempotency: { _id: false, id: String, key: String, fingerprint: String },
    buriedAt: Date,
    version: { type: Number, required: true },
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
);

/** The second, independent mechanism: no ticket has two active orders, whatever rounds do. */
export const oneOrderPerTicketIndex = 'one_active_order_per_ticket';
schema.index(
  { 'items.ticketId': 1 },
  { unique: true, partialFilterExpression: { active: true }, name: oneOrderPerTicketIndex },
);
schema.index(
  { 'idempotency.id': 1 },
  { unique: true, partialFilterExpression: { 'idempotency.id': { $exists: true } } },
);
schema.index({ buyerId: 1, _id: -1 });
schema.index({ buyerId: 1, status: 1, _id: -1 });
schema.index({ status: 1, expiresAt: 1 });
schema.index({ eventId: 1, status: 1, 'refunds.reason': 1 });
// Payments and Stripe know a refund by its id alone: no two orders share one.
schema.index(
  { 'refunds.refundId': 1 },
  { unique: true, partialFilterExpression: { 'refunds.refundId': { $exists: true } } },
);
// A transaction that could still make the order lives a minute; a day is generous.
schema.index({ buriedAt: 1 }, { expireAfterSeconds: 86_400 });

export function orderModel(connection: Connection) {
  return connection.model<OrderRecord>('Order', schema, 'orders');
}
