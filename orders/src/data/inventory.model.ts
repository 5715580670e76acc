import type { Money } from '@marquee/common/money';
import { type Connection, Schema } from 'mongoose';
import { moneyType } from './money.type.js';

/** One document per Ticket: it alone says who may have it. */
export interface InventoryRecord {
  _id: string;
  eventId: string;
  sellerId: string;
  section: string;
  row: string | null;
  seat: string | null;
  price: Money;
  askingPrice: Money;
  withdrawalAsked: boolean;
  status: 'available' | 'held' | 'sold' | 'withdrawn';
  orderId?: string;
  /** Absent once the order has won. */
  holdEndsAt?: Date;
  /** Withdrawn after it had been sold. */
  refunded?: true;
  version: number;
}

const schema = new Schema<InventoryRecord>(
  {
    _id: { type: String, required: true },
    eventId: { type: String, required: true },
    sellerId: { type: String, required: true },
    section: { type: String, required: true },
    row: { type: String, default: null },
    seat: { type: String, default: null },
    price: moneyType,
    askingPrice: moneyType,
    withdrawalAsked: { type: Boolean, required: true },
    status: { type: String, required: true },
    orderId: String,
    holdEndsAt: Date,
    refunded: Boolean,
    version: { type: Number, required: true },
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
);
schema.index({ eventId: 1, status: 1, section: 1, 'price.amount': 1 });
schema.index({ eventId: 1, status: 1, 'price.amount': 1 });
schema.index({ eventId: 1, status: 1, holdEndsAt: 1 });
schema.index({ orderId: 1 }, { partialFilterExpression: { orderId: { $exists: true } } });

export function inventoryModel(connection: Connection) {
  return connection.model<InventoryRecord>('Inventory', schema, 'inventory');
}
