import type { Money } from '@marquee/common/money';
import { type Connection, type Model, Schema } from 'mongoose';
import type { InventoryFacts } from '../domain/ticket.js';
import { moneyFields } from './money.schema.js';

export interface TicketRecord {
  _id: string;
  eventId: string;
  sellerId: string;
  section: string;
  row: string | null;
  seat: string | null;
  askingPrice: Money;
  withdrawalAsked: boolean;
  version: number;
  inventory: InventoryFacts;
  /** `inventory.price` as a sort key. */
  faceValue: number;
  sectionKey: string;
  placeOrder: string;
  /** Only while the seat is on sale or sold: what no two Tickets of an Event may share. */
  placeKey?: string;
}

const inventoryFields = new Schema<InventoryFacts>(
  { status: String, price: moneyFields, version: Number, refunded: Boolean },
  { _id: false },
);

const schema = new Schema<TicketRecord>(
  {
    _id: String,
    eventId: String,
    sellerId: String,
    section: String,
    row: { type: String, default: null },
    seat: { type: String, default: null },
    askingPrice: moneyFields,
    withdrawalAsked: Boolean,
    version: Number,
    inventory: inventoryFields,
    faceValue: Number,
    sectionKey: String,
    placeOrder: String,
    placeKey: String,
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
);

schema.index(
  { eventId: 1, placeKey: 1 },
  { unique: true, partialFilterExpression: { placeKey: { $exists: true } } },
);
schema.index({ eventId: 1, 'inventory.status': 1, faceValue: 1, _id: 1 });
schema.index({ eventId: 1, 'inventory.status': 1, placeOrder: 1, _id: 1 });
schema.index({ eventId: 1, sectionKey: 1 });
schema.index({ sellerId: 1, _id: -1 });
schema.index({ sellerId: 1, eventId: 1, _id: -1 });

export type TicketModel = Model<TicketRecord>;

export function ticketModel(connection: Connection): TicketModel {
  return connection.model<TicketRecord>('Ticket', schema, 'tickets');
}
