import type { EventId } from '@marquee/common/ids';
import type { Database, Session } from '@marquee/common/mongo';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import type { InventoryRepository } from '../../data/inventory.repository.js';
import type { OrderRepository } from '../../data/order.repository.js';
import type { SalesEventRepository } from '../../data/sales-event.repository.js';
import { changesOf } from '../../data/transitions.js';
import { type AvailableTicket, closeTicket } from '../../domain/inventory.js';
import { cancel, expire } from '../../domain/transition.js';

export interface CloseEventDeps {
  readonly database: Database;
  readonly inventory: InventoryRepository;
  readonly orders: OrderRepository;
  readonly hands: HandsRepository;
  readonly changes: ChangesRepository;
  readonly events: SalesEventRepository;
}

/** One transaction's worth of tickets; a chunk leaves room for requests between. */
const chunkSize = 100;
const ordersPerChunk = 20;

/**
 * Closes one chunk of a cancelled Event: first its free tickets, then its unpaid orders with all
 * their tickets. Orders that have won stand until they are refunded. Resumable: each chunk finds
 * what is left. Answers whether the Event is closed now.
 */
export function closeEventChunk(deps: CloseEventDeps, eventId: EventId): Promise<boolean> {
  return deps.database.transact(async (session) => {
    if (await closeFreeTickets(deps, session, eventId)) return false;
    if (await cancelUnpaidOrders(deps, session, eventId)) return false;
    await deps.events.markClosed(session, eventId);
    return true;
  });
}

async function closeFreeTickets(deps: CloseEventDeps, session: Session, eventId: EventId) {
  const free = (await deps.inventory.listAvailable(session, eventId, chunkSize)).filter(
    (ticket): ticket is AvailableTicket => ticket.status === 'available',
  );
  const tickets = free.map((before) => {
    const step = closeTicket(before);
    return { change: { before, after: step.after, steps: [step] }, cause: {} };
  });
  await deps.changes.write(session, { tickets });
  return free.length > 0;
}

async function cancelUnpaidOrders(deps: CloseEventDeps, session: Session, eventId: EventId) {
  const orderIds = await deps.orders.listUnpaid(session, eventId, ordersPerChunk);
  if (orderIds.length === 0) return false;
  const found = await deps.hands.read(session, orderIds);
  if (found === null) throw new Error('The unpaid orders were gone in their own snapshot');
  const ended = found.hands.flatMap((hand) => {
    const { order } = hand;
    if (order.status !== 'awaiting_payment') return [];
    // What a buyer was shown as expired does not become cancelled.
    return [order.expiresAt <= found.now ? expire({ ...hand, order }) : cancel({ ...hand, order })];
  });
  await deps.changes.write(session, changesOf(ended, {}));
  return true;
}
