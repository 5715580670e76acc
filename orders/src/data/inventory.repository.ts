import type { EventId, TicketId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { ClientSession } from 'mongoose';
import type { Inventory } from '../domain/inventory.js';
import type { OrdersModels } from './models.js';
import { toInventory } from './records.js';

/** Tickets by id, by Event, and the free ones near a price. */
export function createInventoryRepository(models: OrdersModels) {
  return {
    async read(
      session: ClientSession,
      ticketIds: readonly TicketId[],
    ): Promise<Map<TicketId, Inventory>> {
      const rows = await models.inventory
        .find({ _id: { $in: [...ticketIds] } })
        .session(session)
        .lean();
      return new Map(rows.map((row) => [row._id as TicketId, toInventory(row)]));
    },

    async listTickets(ticketIds: readonly TicketId[]): Promise<Inventory[]> {
      const rows = await models.inventory.find({ _id: { $in: [...ticketIds] } }).lean();
      return rows.map(toInventory);
    },

    /** Tickets of an Event that anybody could take, up to `limit`. */
    async listAvailable(
      session: ClientSession,
      eventId: EventId,
      limit: number,
    ): Promise<Inventory[]> {
      const rows = await models.inventory
        .find({ eventId, status: 'available' })
        .limit(limit)
        .session(session)
        .lean();
      return rows.map(toInventory);
    },

    /** Up to `limit` free tickets at or above a price, and as many below it, nearest first. */
    async listNearPrice(eventId: EventId, near: Money, limit: number): Promise<Inventory[]> {
      const scope = { eventId, status: 'available' as const, 'price.currency': near.currency };
      const above = models.inventory
        .find({ ...scope, 'price.amount': { $gte: near.amount } })
        .sort({ 'price.amount': 1 })
        .limit(limit)
        .lean();
      const below = models.inventory
        .find({ ...scope, 'price.amount': { $lt: near.amount } })
        .sort({ 'price.amount': -1 })
        .limit(limit)
        .lean();
      const [dearer, cheaper] = await Promise.all([above, below]);
      return [...dearer, ...cheaper].map(toInventory);
    },
  };
}
export type InventoryRepository = ReturnType<typeof createInventoryRepository>;
