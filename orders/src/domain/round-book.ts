import type { EventId, OrderId, TicketId, UserId } from '@marquee/common/ids';
import { sumMoney } from '@marquee/common/money';
import {
  type AvailableTicket,
  holdTicket,
  type Inventory,
  type InventoryStep,
  isHoldOver,
  releaseTicket,
} from './inventory.js';
import type { AwaitingOrder } from './order.js';
import type { InventoryChange, Transition } from './order-in-hand.js';
import { idempotencyId, type PlaceRequest, sectionKey, type Wanted } from './request.js';
import type { RememberedOrder, RoundState } from './round-state.js';
import { expire } from './transition.js';

/** The state of a round while it is being decided: what was read, under what was decided so far. */
export class RoundBook {
  readonly now: Date;
  readonly #changes = new Map<TicketId, InventoryChange>();
  readonly #expired = new Map<OrderId, Transition>();
  readonly #placed: { order: AwaitingOrder; request: PlaceRequest }[] = [];
  readonly #remembered = new Map<string, RememberedOrder>();
  readonly #heldHere = new Map<UserId, number>();

  constructor(private readonly state: RoundState) {
    this.now = state.now;
  }

  /** Whether more may be free there than was read. */
  isUnread(wanted: Extract<Wanted, { kind: 'best' }>): boolean {
    return this.state.unreadSections.has(sectionKey(wanted));
  }

  event(eventId: EventId) {
    return this.state.events.get(eventId);
  }

  ticket(ticketId: TicketId): Inventory | undefined {
    return this.#changes.get(ticketId)?.after ?? this.state.tickets.get(ticketId);
  }

  /** The ticket as somebody could take it now; an ended hold is no hold. Null when it is taken. */
  free(ticketId: TicketId): AvailableTicket | null {
    const ticket = this.ticket(ticketId);
    if (ticket === undefined || ticket.status === 'available') return ticket ?? null;
    if (!isHoldOver(ticket, this.now)) return null;
    const order = this.state.endedOrders.get(ticket.orderId);
    if (order === undefined) return null;
    const released = releaseTicket(ticket, this.#sells(ticket.eventId)).after;
    return released.status === 'available' ? released : null;
  }

  /** Every ticket that could be taken now. */
  *freeTickets(): Iterable<AvailableTicket> {
    for (const ticketId of this.state.tickets.keys()) {
      const ticket = this.free(ticketId);
      if (ticket !== null) yield ticket;
    }
  }

  /** Tickets this buyer holds already, in this round too. */
  held(buyerId: UserId): number {
    return (this.state.heldByBuyer.get(buyerId) ?? 0) + (this.#heldHere.get(buyerId) ?? 0);
  }

  remembered(id: string): RememberedOrder | undefined {
    return this.#remembered.get(id) ?? this.state.remembered.get(id);
  }

  /** Gives free tickets to the request; ended orders that stand in the way expire whole. */
  place(
    request: PlaceRequest,
    tickets: readonly AvailableTicket[],
    expiresAt: Date,
  ): AwaitingOrder {
    const order = newOrder(request, tickets, this.now, expiresAt);
    for (const ticket of tickets) {
      this.#takeOver(ticket.ticketId);
      this.#record(ticket.ticketId, [holdTicket(ticket, order.orderId, expiresAt)]);
    }
    this.#placed.push({ order, request });
    this.#heldHere.set(
      request.buyerId,
      (this.#heldHere.get(request.buyerId) ?? 0) + tickets.length,
    );
    const { idempotency } = request;
    if (idempotency !== null) {
      const id = idempotencyId(request.buyerId, idempotency.key);
      this.#remembered.set(id, { order, idempotency });
    }
    return order;
  }

  close() {
    return {
      placed: this.#placed,
      expired: [...this.#expired.values()],
      tickets: [...this.#changes.values()],
    };
  }

  #takeOver(ticketId: TicketId): void {
    const ticket = this.ticket(ticketId);
    if (ticket?.status !== 'held') return;
    const order = this.state.endedOrders.get(ticket.orderId);
    const event = this.state.events.get(ticket.eventId);
    if (order === undefined || event === undefined)
      throw new Error(`The ended order ${ticket.orderId} was not read`);
    const tickets = order.items.flatMap((item) => this.ticket(item.ticketId) ?? []);
    const expired = expire({ order, tickets, event });
    this.#expired.set(order.orderId, expired);
    for (const change of expired.tickets) this.#record(change.before.ticketId, change.steps);
  }

  #record(ticketId: TicketId, steps: readonly InventoryStep[]): void {
    const earlier = this.#changes.get(ticketId);
    const before = earlier?.before ?? this.state.tickets.get(ticketId);
    const after = steps.at(-1)?.after;
    if (before === undefined || after === undefined) throw new Error(`Unread ticket ${ticketId}`);
    this.#changes.set(ticketId, { before, after, steps: [...(earlier?.steps ?? []), ...steps] });
  }

  #sells(eventId: EventId): boolean {
    return this.state.events.get(eventId)?.status === 'scheduled';
  }
}

function newOrder(
  request: PlaceRequest,
  tickets: readonly AvailableTicket[],
  placedAt: Date,
  expiresAt: Date,
): AwaitingOrder {
  const [first] = tickets;
  if (first === undefined) throw new Error('An order needs a ticket');
  return {
    orderId: request.orderId,
    buyerId: request.buyerId,
    eventId: first.eventId,
    items: tickets.map(({ ticketId, sellerId, section, row, seat, price }) => ({
      ...{ ticketId, sellerId, section, row, seat, price },
    })),
    total: sumMoney(tickets.map((ticket) => ticket.price)),
    status: 'awaiting_payment',
    placedAt,
    expiresAt,
    rejectedPaymentIds: [],
    refunds: [],
    version: 1,
  };
}
