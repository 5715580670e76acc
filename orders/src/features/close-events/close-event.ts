import { between, type FaultPoint, noFaults } from '@marquee/common/fault-point';
import { type EventId, newId, type RefundId } from '@marquee/common/ids';
import type { Database, Session } from '@marquee/common/mongo';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import type { InventoryRepository } from '../../data/inventory.repository.js';
import type { OrderRepository } from '../../data/order.repository.js';
import type { RefundRepository } from '../../data/refund.repository.js';
import type { SalesEventRepository } from '../../data/sales-event.repository.js';
import { changesOf } from '../../data/transitions.js';
import { type AvailableTicket, closeTicket } from '../../domain/inventory.js';
import { refundCancelled } from '../../domain/settle-refunds.js';
import { cancel, expire } from '../../domain/transition.js';

export interface CloseEventDeps {
  readonly database: Database;
  readonly inventory: InventoryRepository;
  readonly orders: OrderRepository;
  readonly refunds: RefundRepository;
  readonly hands: HandsRepository;
  readonly changes: ChangesRepository;
  readonly events: SalesEventRepository;
  /** Called around every await; tests stop there. */
  readonly faultPoint?: FaultPoint;
}

/** One transaction's worth of tickets; a chunk leaves room for requests between. */
const chunkSize = 100;
const ordersPerChunk = 20;

/**
 * Closes one chunk of a cancelled Event: first its free tickets, then its unpaid orders with all
 * their tickets, then asks the money of its complete orders back. Orders that are `paying` ask when
 * they complete. Resumable: each chunk finds what is left. Answers whether the Event is closed now.
 */
export function closeEventChunk(deps: CloseEventDeps, eventId: EventId): Promise<boolean> {
  const { faultPoint = noFaults } = deps;
  return deps.database.transact(async (session) => {
    if (await closeFreeTickets(deps, session, eventId)) return false;
    if (await cancelUnpaidOrders(deps, session, eventId)) return false;
    if (await refundCompleteOrders(deps, session, eventId)) return false;
    await between(faultPoint, 'close.mark', () => deps.events.markClosed(session, eventId));
    return true;
  });
}

async function closeFreeTickets(deps: CloseEventDeps, session: Session, eventId: EventId) {
  const { inventory, changes, faultPoint = noFaults } = deps;
  const listed = await between(faultPoint, 'close.list-free', () =>
    inventory.listAvailable(session, eventId, chunkSize),
  );
  const free = listed.filter((ticket): ticket is AvailableTicket => ticket.status === 'available');
  const tickets = free.map((before) => {
    const step = closeTicket(before);
    return { change: { before, after: step.after, steps: [step] }, cause: {} };
  });
  await between(faultPoint, 'close.write-free', () => changes.write(session, { tickets }));
  return free.length > 0;
}

async function cancelUnpaidOrders(deps: CloseEventDeps, session: Session, eventId: EventId) {
  const { orders, hands, changes, faultPoint = noFaults } = deps;
  const orderIds = await between(faultPoint, 'close.list-unpaid', () =>
    orders.listUnpaid(session, eventId, ordersPerChunk),
  );
  if (orderIds.length === 0) return false;
  const found = await between(faultPoint, 'close.read', () => hands.read(session, orderIds));
  if (found === null) throw new Error('The unpaid orders were gone in their own snapshot');
  const ended = found.hands.flatMap((hand) => {
    const { order } = hand;
    if (order.status !== 'awaiting_payment') return [];
    // What a buyer was shown as expired does not become cancelled.
    return [order.expiresAt <= found.now ? expire({ ...hand, order }) : cancel({ ...hand, order })];
  });
  const all = changesOf(ended, {});
  await between(faultPoint, 'close.write-unpaid', () => changes.write(session, all));
  return true;
}

async function refundCompleteOrders(deps: CloseEventDeps, session: Session, eventId: EventId) {
  const { refunds, hands, changes, faultPoint = noFaults } = deps;
  const orderIds = await between(faultPoint, 'close.list-unrefunded', () =>
    refunds.listUnrefunded(session, eventId, ordersPerChunk),
  );
  if (orderIds.length === 0) return false;
  const found = await between(faultPoint, 'close.read-complete', () =>
    hands.read(session, orderIds),
  );
  if (found === null) throw new Error('The complete orders were gone in their own snapshot');
  const asked = found.hands.flatMap((hand) => {
    const moment = { now: found.now, refundId: newId<RefundId>() };
    return refundCancelled(hand, moment) ?? [];
  });
  if (asked.length === 0) throw new Error('Orders were listed that are owed nothing');
  const all = changesOf(asked, {});
  await between(faultPoint, 'close.write-refunds', () => changes.write(session, all));
  return true;
}
