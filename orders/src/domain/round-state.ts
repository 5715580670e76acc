import type { EventId, OrderId, TicketId, UserId } from '@marquee/common/ids';
import type { Inventory } from './inventory.js';
import type { AwaitingOrder, Order } from './order.js';
import type { Idempotency } from './request.js';
import type { SalesEvent } from './sales-event.js';

export interface RememberedOrder {
  readonly order: Order;
  readonly idempotency: Idempotency;
}

/** Everything a round decides from: one snapshot, one time. */
export interface RoundState {
  /** The database's time, from the snapshot's first statement. */
  readonly now: Date;
  readonly tickets: ReadonlyMap<TicketId, Inventory>;
  readonly events: ReadonlyMap<EventId, SalesEvent>;
  /** Unpaid orders whose holds have ended; all their tickets are in `tickets`. */
  readonly endedOrders: ReadonlyMap<OrderId, AwaitingOrder>;
  /** Tickets each buyer holds in unpaid orders whose holds have not ended. */
  readonly heldByBuyer: ReadonlyMap<UserId, number>;
  /** Orders created under the round's idempotency keys, by `idempotencyId`. */
  readonly remembered: ReadonlyMap<string, RememberedOrder>;
  /** Sections, by `sectionKey`, that have more free tickets than were read. */
  readonly unreadSections: ReadonlySet<string>;
}
