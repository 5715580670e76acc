import type { ClientSession } from 'mongoose';
import { faceValue } from '../domain/face-value.js';
import type { InventoryFacts, Ticket } from '../domain/ticket.js';
import type { TicketModel, TicketRecord } from './ticket.model.js';

/** A Ticket with what inventory says of it now. */
export interface InventoryNews {
  readonly ticket: Ticket;
  readonly now: InventoryFacts;
}

/** Copies what inventory says onto the Tickets; a withdrawn one frees its seat for a new listing. */
export type CopyInventory = (
  session: ClientSession,
  news: readonly InventoryNews[],
) => Promise<void>;

export function createInventoryCopy(model: TicketModel): CopyInventory {
  // Without mongoose's casting: a race copies hundreds of facts whose shape the types have proven.
  const rawTickets = model.db.collection<TicketRecord>(model.collection.name);
  return async (session, news) => {
    if (news.length === 0) return;
    const updates = news.map(({ ticket, now }) => ({
      updateOne: {
        filter: { _id: ticket.id, 'inventory.version': ticket.inventory.version },
        update: {
          $set: { inventory: now, faceValue: faceValue(now.price) },
          ...(now.status === 'withdrawn' ? { $unset: { placeKey: 1 as const } } : {}),
        },
      },
    }));
    const { matchedCount } = await rawTickets.bulkWrite(updates, {
      session,
      ordered: false,
    });
    if (matchedCount !== news.length)
      throw new Error(`Inventory copied to ${matchedCount} of ${news.length} tickets`);
  };
}
