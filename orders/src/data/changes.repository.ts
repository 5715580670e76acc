import type { Outbox } from '@marquee/common/outbox';
import type { ClientSession } from 'mongoose';
import type { InventoryStep } from '../domain/inventory.js';
import type { Order } from '../domain/order.js';
import type { InventoryChange, Transition } from '../domain/order-in-hand.js';
import type { Idempotency } from '../domain/request.js';
import { announceInventory, announceOrder, type Cause } from './announcements.js';
import type { OrdersModels } from './models.js';
import { fromInventory, fromOrder, inventoryUpdate, orderUpdate } from './records.js';

export interface PlacedOrder {
  readonly order: Order;
  readonly idempotency: Idempotency | null;
  readonly cause: Cause;
}

/** Everything one transaction changes. `tickets` holds the changes of `transitions` too. */
export interface Changes {
  /** Tickets that are new to inventory. */
  readonly opened: readonly { readonly step: InventoryStep; readonly cause: Cause }[];
  readonly placed: readonly PlacedOrder[];
  readonly transitions: readonly { readonly transition: Transition; readonly cause: Cause }[];
  readonly tickets: readonly { readonly change: InventoryChange; readonly cause: Cause }[];
}

const noChanges: Changes = { opened: [], placed: [], transitions: [], tickets: [] };

/** A guarded write matched less than was read: a bug or a lost race, never to be committed. */
export class GuardMissed extends Error {
  override readonly name = 'GuardMissed';
}

/** Writes orders, their tickets and what is announced of both, in the caller's transaction. */
export function createChangesRepository(models: OrdersModels, outbox: Outbox) {
  return {
    async write(session: ClientSession, some: Partial<Changes>): Promise<void> {
      const changes = { ...noChanges, ...some };
      await openTickets(models, session, changes);
      await writeOrders(models, session, changes);
      await writeTickets(models, session, changes);
      await touchBuyers(models, session, changes);
      const drafts = [
        ...changes.opened.map(({ step, cause }) => announceInventory(step, cause)),
        ...changes.tickets.flatMap(({ change, cause }) =>
          change.steps.map((step) => announceInventory(step, cause)),
        ),
        ...changes.transitions.flatMap(({ transition, cause }) =>
          transition.steps.map((step) => announceOrder(step, cause)),
        ),
        ...changes.placed.map(({ order, cause }) =>
          announceOrder({ fact: 'OrderPlaced', after: order }, cause),
        ),
      ];
      if (drafts.length > 0) await outbox.add(session, drafts);
    },
  };
}
export type ChangesRepository = ReturnType<typeof createChangesRepository>;

async function openTickets(models: OrdersModels, session: ClientSession, changes: Changes) {
  const tickets = changes.opened.map(({ step }) => fromInventory(step.after));
  if (tickets.length > 0) await models.raw.inventory.insertMany(tickets, { session });
}

async function writeOrders(models: OrdersModels, session: ClientSession, changes: Changes) {
  const moved = changes.transitions.map(({ transition: { before, after } }) => ({
    updateOne: {
      filter: { _id: before.orderId, version: before.version },
      update: orderUpdate(after),
    },
  }));
  // Ended orders first: only then are their tickets free in the unique index.
  if (moved.length > 0) {
    const { matchedCount } = await models.raw.orders.bulkWrite(moved, { session });
    if (matchedCount !== moved.length) throw new GuardMissed('An order changed under us');
  }
  const placed = changes.placed.map(({ order, idempotency }) => fromOrder(order, idempotency));
  if (placed.length > 0) await models.raw.orders.insertMany(placed, { session });
}

async function writeTickets(models: OrdersModels, session: ClientSession, changes: Changes) {
  const writes = changes.tickets.map(({ change: { before, after } }) => ({
    updateOne: {
      filter: {
        _id: before.ticketId,
        version: before.version,
        ...('orderId' in before ? { orderId: before.orderId } : {}),
      },
      update: inventoryUpdate(after),
    },
  }));
  if (writes.length === 0) return;
  const { matchedCount } = await models.raw.inventory.bulkWrite(writes, {
    session,
    ordered: false,
  });
  if (matchedCount !== writes.length) throw new GuardMissed('A ticket changed under us');
}

async function touchBuyers(models: OrdersModels, session: ClientSession, changes: Changes) {
  const buyers = new Set(changes.placed.map(({ order }) => order.buyerId));
  if (buyers.size === 0) return;
  const touches = [...buyers].map((_id) => ({
    updateOne: { filter: { _id }, update: { $inc: { touches: 1 } }, upsert: true },
  }));
  await models.raw.buyers.bulkWrite(touches, { session, ordered: false });
}
