import { type Connection, type Model, Schema } from 'mongoose';
import type { LedgerEntry, Line } from '../domain/ledger/entry.js';

/** An entry as it is stored: written once, never changed. `at` is the database's time. */
export interface LedgerRow extends Omit<LedgerEntry, 'id'> {
  readonly _id: string;
  readonly at: Date;
}

const line = new Schema<Line>(
  { account: String, amount: Number, sellerId: String },
  { _id: false },
);

const schema = new Schema<LedgerRow>(
  {
    _id: { type: String, required: true },
    kind: String,
    paymentId: String,
    payoutId: String,
    orderId: String,
    eventId: String,
    stripeObject: String,
    currency: String,
    at: Date,
    lines: [line],
  },
  { versionKey: false },
);
const has = (field: string) => ({ partialFilterExpression: { [field]: { $exists: true } } });
schema.index({ paymentId: 1 }, has('paymentId'));
schema.index({ payoutId: 1 }, has('payoutId'));
schema.index({ eventId: 1 }, has('eventId'));
// A seller's balance and statement; the newest first.
schema.index({ 'lines.account': 1, at: -1, _id: -1 });

export function ledgerModel(connection: Connection): Model<LedgerRow> {
  return connection.model<LedgerRow>('LedgerEntry', schema, 'ledger_entries');
}
