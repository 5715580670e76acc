import type { Problem } from '@marquee/common/errors';
import type { EventId, OrderId, TicketId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { AvailableTicket, Inventory } from './inventory.js';
import type { Order } from './order.js';

/** What a buyer asks for: these tickets, or the best n of a section (or of the whole Event). */
export type Wanted =
  | {
      readonly kind: 'named';
      readonly ticketIds: readonly TicketId[];
      readonly expectedTotal: Money;
    }
  | {
      readonly kind: 'best';
      readonly eventId: EventId;
      readonly section: string | null;
      readonly quantity: number;
      readonly maxTotal: Money;
    };

/** What requests for the best tickets choose from: an Event, a section or all of them, a currency. */
export function sectionKey({ eventId, section, maxTotal }: Extract<Wanted, { kind: 'best' }>) {
  return JSON.stringify([eventId, section, maxTotal.currency]);
}

/** What a key remembers: one created order per buyer and key, for one body. */
export interface Idempotency {
  readonly key: string;
  readonly fingerprint: string;
}

/** A request to place an order. Its order id exists before the round that decides it. */
export interface PlaceRequest {
  readonly orderId: OrderId;
  readonly buyerId: UserId;
  readonly wanted: Wanted;
  readonly idempotency: Idempotency | null;
  readonly correlationId: string;
}

export type Decision =
  /** `now` is the database's time, which says whether a replayed order is still unpaid. */
  | { readonly kind: 'placed' | 'replayed'; readonly order: Order; readonly now: Date }
  /** Ids that orders does not know; the caller may wait for young ones and ask again. */
  | { readonly kind: 'unknown'; readonly ids: readonly string[] }
  | {
      readonly kind: 'unavailable';
      readonly eventId: EventId;
      /** The named tickets that were taken, as they are now. */
      readonly tickets: readonly Inventory[];
      /** More may be free than the round has read; worth another round alone. */
      readonly readTooFew: boolean;
    }
  /** The total is another one now; `tickets` are those the order would have got. */
  | {
      readonly kind: 'repriced';
      readonly total: Money;
      readonly tickets: readonly AvailableTicket[];
    }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** The name under which a created order is remembered. */
export function idempotencyId(buyerId: UserId, key: string): string {
  return `${buyerId}:${key}`;
}
