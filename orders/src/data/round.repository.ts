import type { OrderId, TicketId, UserId } from '@marquee/common/ids';
import type { ClientSession } from 'mongoose';
import { type HeldTicket, type Inventory, isHoldOver } from '../domain/inventory.js';
import type { AwaitingOrder } from '../domain/order.js';
import { type PlaceRequest, sectionKey } from '../domain/request.js';
import type { RememberedOrder, RoundState } from '../domain/round-state.js';
import type { OrdersModels } from './models.js';
import { toInventory, toOrder, toSalesEvent } from './records.js';
import {
  type RoundRead,
  roundPipeline,
  type Section,
  sectionsOf,
  type TakeOverRead,
  takeOverPipeline,
} from './round.query.js';

/** Reads what a round is decided from: one statement, and a second where holds have ended. */
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
      await readEnded(models, session, state);
      return state;
    },
  };
}
export type RoundRepository = ReturnType<typeof createRoundRepository>;

interface GatheredState extends RoundState {
  readonly tickets: Map<TicketId, Inventory>;
  readonly endedOrders: Map<OrderId, AwaitingOrder>;
}

function gather(read: RoundRead, sections: readonly Section[]): GatheredState {
  const { now } = read;
  const inSections = sections.flatMap((_, index) => [
    ...(read[`free${index}`] ?? []),
    ...(read[`over${index}`] ?? []),
  ]);
  const tickets = [...read.named, ...inSections].map(toInventory);
  const events = read.events.map(toSalesEvent);
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
    unreadSections: new Set(
      sections
        .filter(
          ({ readMax }, index) =>
            (read[`free${index}`]?.length ?? 0) >= readMax ||
            (read[`over${index}`]?.length ?? 0) >= readMax,
        )
        .map(({ wanted }) => sectionKey(wanted)),
    ),
    events: new Map(events.map((event) => [event.eventId, event])),
    endedOrders: new Map(),
  };
}

/** Adds whole the orders whose ended holds could be taken over; most rounds have none. */
async function readEnded(
  models: OrdersModels,
  session: ClientSession,
  state: GatheredState,
): Promise<void> {
  const tickets = [...state.tickets.values()];
  const over = tickets.filter((ticket): ticket is HeldTicket => isHoldOver(ticket, state.now));
  if (over.length === 0) return;
  const pipeline = takeOverPipeline([...new Set(over.map((ticket) => ticket.orderId))]);
  const [read] = await models.clock.aggregate<TakeOverRead>(pipeline).session(session);
  for (const record of read?.tickets ?? []) {
    state.tickets.set(record._id as TicketId, toInventory(record));
  }
  for (const record of read?.orders ?? []) {
    const order = toOrder(record);
    if (order.status === 'awaiting_payment') state.endedOrders.set(order.orderId, order);
  }
}
