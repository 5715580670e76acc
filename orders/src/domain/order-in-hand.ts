import type { HeldTicket, Inventory, InventoryStep, SoldTicket } from './inventory.js';
import type { Order, OrderStep } from './order.js';
import type { SalesEvent } from './sales-event.js';

/** An order, the tickets that inventory says are its own, and its Event: read in one snapshot. */
export interface OrderInHand<Held extends Order = Order> {
  readonly order: Held;
  readonly tickets: readonly Inventory[];
  readonly event: SalesEvent;
}

/** A change of one ticket: guarded by what it was, announced step by step. */
export interface InventoryChange {
  readonly before: Inventory;
  readonly after: Inventory;
  readonly steps: readonly InventoryStep[];
}

/** A transition writes the order and all its inventory rows together, or nothing. */
export interface Transition {
  readonly before: Order;
  readonly after: Order;
  readonly steps: readonly OrderStep[];
  readonly tickets: readonly InventoryChange[];
}

interface Owned {
  readonly held: HeldTicket;
  readonly sold: SoldTicket;
}

/** All tickets of an order, which are held or sold. Throws when inventory says otherwise. */
export function ownTickets<Status extends keyof Owned>(
  hand: OrderInHand,
  status: Status,
): Owned[Status][] {
  const { orderId, items } = hand.order;
  const own = hand.tickets.filter((ticket): ticket is Owned[Status] => ticket.status === status);
  if (own.length !== items.length || own.some((ticket) => ticket.orderId !== orderId))
    throw new Error(`Order ${orderId} and its inventory disagree`);
  return own;
}

export function changed(before: Inventory, step: InventoryStep): InventoryChange {
  return { before, after: step.after, steps: [step] };
}

export function transition(
  before: Order,
  steps: readonly OrderStep[],
  tickets: readonly InventoryChange[] = [],
): Transition {
  return { before, after: steps.at(-1)?.after ?? before, steps, tickets };
}

/** The hand as a transition leaves it. */
export function handAfter(hand: OrderInHand, { after, tickets }: Transition): OrderInHand {
  const changes = new Map(tickets.map((change) => [change.before.ticketId, change.after]));
  return {
    ...hand,
    order: after,
    tickets: hand.tickets.map((ticket) => changes.get(ticket.ticketId) ?? ticket),
  };
}

/** Two transitions of one hand as one, written together. */
export function together(first: Transition, next: Transition): Transition {
  const tickets = new Map(first.tickets.map((change) => [change.before.ticketId, change]));
  for (const change of next.tickets) {
    const { before, steps } = tickets.get(change.before.ticketId) ?? { ...change, steps: [] };
    const all = [...steps, ...change.steps];
    tickets.set(before.ticketId, { before, after: change.after, steps: all });
  }
  return transition(first.before, [...first.steps, ...next.steps], [...tickets.values()]);
}
