import type { EventId, OrderId, TicketId, UserId } from '@marquee/common/ids';
import type { ClientSession } from 'mongoose';
import { type HeldTicket, type Inventory, isHoldOver } from '../domain/inventory.js';
import type { AwaitingOrder } from '../domain/order.js';
import type { PlaceRequest } from '../domain/request.js';
import type { RememberedOrder, RoundState } from '../domain/round-state.js';
import type { SalesEvent } from '../domain/sales-event.js';
import type { OrdersModels } from './models.js';
import { toInventory, toOrder, toSalesEvent } from './records.js';
import {
  type FollowUpRead,
  followUpPipeline,
  type RoundRead,
  roundPipeline,
  sectionsOf,
} from './round.query.js';

/** Reads what a round is decided from: one statement, and a second for what the first names. */
export function createRoundRepository(models: OrdersModels) {
  return {
    async read(
      session: ClientSession,
      requests: readonly PlaceRequest[],
      options: { readonly readAll: boolean },
    ): Promise<RoundState> {
      const sections = sectionsOf(requests, options.readAll);
      const pipeline = roundPipeline(requests, sections);
      const [read] = await models.clock.aggregate<RoundRead>(pipeline).session(session);
      if (read === undefined) throw new Error('The database did not tell the time');
      const state = gather(read, sections);
      await followUp(models, session, requests, state);
      return state;
    },
  };
}
export type RoundRepository = ReturnType<typeof createRoundRepository>;

interface GatheredState extends RoundState {
  readonly tickets: Map<TicketId, Inventory>;
  readonly events: Map<EventId, SalesEvent>;
  readonly endedOrders: Map<OrderId, AwaitingOrder>;
}

function gather(read: RoundRead, sections: readonly { readMax: number }[]): GatheredState {
  const { now } = read;
  const inSections = sections.flatMap((_, index) => [
    ...(read[`free${index}`] ?? []),
    ...(read[`over${index}`] ?? []),
  ]);
  const tickets = [...read.named, ...inSections].map(toInventory);
  const heldByBuyer = new Map<UserId, number>();
  for (const { buyerId, expiresAt, items } of read.unpaid) {
    if (expiresAt <= now) continue;
    const held = heldByBuyer.get(buyerId as UserId) ?? 0;
    heldByBuyer.set(buyerId as UserId, held + items.length);
  }
  const remembered = new Map<string, RememberedOrder>();
  for (const record of read.remembered) {
    if (record.idempotency === undefined) continue;
    const { id, ...idempotency } = record.idempotency;
    remembered.set(id, { order: toOrder(record), idempotency });
  }
  return {
    ...{ now, heldByBuyer, remembered },
    tickets: new Map(tickets.map((ticket) => [ticket.ticketId, ticket])),
    readTooFew: sections.some(
      ({ readMax }, index) =>
        (read[`free${index}`]?.length ?? 0) >= readMax ||
        (read[`over${index}`]?.length ?? 0) >= readMax,
    ),
    events: new Map(),
    endedOrders: new Map(),
  };
}

/** Adds the Events of the tickets, and whole the orders whose ended holds could be taken over. */
async function followUp(
  models: OrdersModels,
  session: ClientSession,
  requests: readonly PlaceRequest[],
  state: GatheredState,
): Promise<void> {
  const tickets = [...state.tickets.values()];
  const over = tickets.filter((ticket): ticket is HeldTicket => isHoldOver(ticket, state.now));
  const eventIds = new Set<string>(tickets.map((ticket) => ticket.eventId));
  for (const { wanted } of requests) if (wanted.kind === 'best') eventIds.add(wanted.eventId);
  if (eventIds.size === 0) return;

  const orderIds = new Set(over.map((ticket) => ticket.orderId));
  const pipeline = followUpPipeline([...eventIds], [...orderIds]);
  const [read] = await models.clock.aggregate<FollowUpRead>(pipeline).session(session);
  for (const record of read?.events ?? []) {
    state.events.set(record._id as EventId, toSalesEvent(record));
  }
  for (const record of read?.tickets ?? []) {
    state.tickets.set(record._id as TicketId, toInventory(record));
  }
  for (const record of read?.orders ?? []) {
    const order = toOrder(record);
    if (order.status === 'awaiting_payment') state.endedOrders.set(order.orderId, order);
  }
}
