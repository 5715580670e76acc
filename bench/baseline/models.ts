import { type Connection, Schema, Types } from 'mongoose';

export const takenStatuses = ['created', 'awaiting:payment', 'complete'];

const ticket = { title: { type: String, required: true }, price: { type: Number, required: true } };

/** Orders' own copy of a ticket, and its orders. */
export function ordersModels(connection: Connection) {
  const ticketSchema = new Schema(ticket, { autoIndex: false });
  const orderSchema = new Schema(
    {
      userId: { type: String, required: true },
      status: { type: String, required: true, enum: [...takenStatuses, 'cancelled'] },
      expiresAt: { type: Schema.Types.Date },
      ticket: { type: Schema.Types.ObjectId, ref: 'Ticket' },
    },
    { autoIndex: false },
  );
  // Many in the genre forget it; without it the search would scan, and this would be a straw man.
  orderSchema.index({ ticket: 1 });
  return {
    Ticket: connection.model('Ticket', ticketSchema),
    Order: connection.model('Order', orderSchema),
  };
}
export type OrdersModels = ReturnType<typeof ordersModels>;

/** What the tickets service has. */
export function ticketsModels(connection: Connection) {
  const schema = new Schema(
    { ...ticket, userId: { type: String, required: true }, orderId: { type: String } },
    { autoIndex: false },
  );
  return { Ticket: connection.model('Ticket', schema) };
}
export type TicketsModels = ReturnType<typeof ticketsModels>;

export const newObjectId = () => new Types.ObjectId();
