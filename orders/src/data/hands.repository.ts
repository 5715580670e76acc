import type { OrderId } from '@marquee/common/ids';
import type { ClientSession, PipelineStage } from 'mongoose';
import type { OrderInHand } from '../domain/order-in-hand.js';
import type { InventoryRecord } from './inventory.model.js';
import type { OrdersModels } from './models.js';
import type { OrderRecord } from './order.model.js';
import { toInventory, toOrder, toSalesEvent } from './records.js';
import type { SalesEventRecord } from './sales-event.model.js';

interface HandRow extends OrderRecord {
  readonly now: Date;
  readonly tickets: InventoryRecord[];
  readonly events: SalesEventRecord[];
}

/** Orders with their tickets and Event, and the database's time, from one statement. */
export interface Hands {
  readonly now: Date;
  readonly hands: readonly OrderInHand[];
}

const withTicketsAndEvent: PipelineStage[] = [
  {
    $lookup: {
      ...{ from: 'inventory', localField: '_id', foreignField: 'orderId', as: 'tickets' },
      // Without this MongoDB 6.0 joins by its new engine, which has no use for a partial index
      // and reads the whole inventory.
      pipeline: [{ $match: { orderId: { $exists: true } } }],
    },
  },
  { $lookup: { from: 'events', localField: 'eventId', foreignField: '_id', as: 'events' } },
  { $set: { now: '$$NOW' } },
];

/** Reads orders ready to be moved. Every transition starts here, inside its transaction. */
export function createHandsRepository(models: OrdersModels) {
  return {
    /** The orders that there are among `orderIds`; `now` is null when there are none. */
    async read(session: ClientSession, orderIds: readonly OrderId[]): Promise<Hands | null> {
      const rows = await models.orders
        .aggregate<HandRow>([
          { $match: { _id: { $in: [...orderIds] }, buriedAt: { $exists: false } } },
          ...withTicketsAndEvent,
        ])
        .session(session);
      const [first] = rows;
      return first === undefined ? null : { now: first.now, hands: rows.map(toHand) };
    },

    /** Marks Events so that winning an order collides with cancelling its Event. */
    async touchEvents(session: ClientSession, eventIds: readonly string[]): Promise<void> {
      await models.events.updateMany(
        { _id: { $in: [...new Set(eventIds)] } },
        { $inc: { touches: 1 } },
        { session },
      );
    },
  };
}
export type HandsRepository = ReturnType<typeof createHandsRepository>;

function toHand(row: HandRow): OrderInHand {
  const [event] = row.events;
  if (event === undefined) throw new Error(`Order ${row._id} has no Event`);
  return {
    order: toOrder(row),
    tickets: row.tickets.map(toInventory),
    event: toSalesEvent(event),
  };
}
