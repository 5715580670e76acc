import type { EventId, TicketId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';

/** What anybody may know of a Ticket: all that is sent to `/market`, and nothing else. */
export interface TicketFacts {
  readonly ticketId: TicketId;
  readonly status: 'available' | 'held' | 'sold' | 'withdrawn';
  readonly price: Money;
  /** Inventory's version: of two facts the higher one is the newer. */
  readonly version: number;
}

export interface TicketsMessage {
  readonly eventId: EventId;
  readonly items: readonly TicketFacts[];
}

export interface ViewersMessage {
  readonly eventId: EventId;
  /** Rounded; never who. */
  readonly count: number;
}

/** Says that something private changed, not how: the browser asks the API, which knows who asks. */
export interface ChangedMessage {
  readonly object: 'order' | 'payment' | 'event';
  readonly id: string;
  readonly version: number;
}

export interface Refusal {
  readonly error: { readonly code: string; readonly detail: string };
}

export type WatchAnswer = { readonly changed: readonly TicketFacts[] } | Refusal;
export type UnwatchAnswer = Record<string, never> | Refusal;
type Ack<Answer> = (answer: Answer) => void;

/** What browsers may say in `/market`. The arguments are as they came: nobody has checked them. */
export interface MarketRequests {
  watch: (request: unknown, ack: unknown) => void;
  unwatch: (request: unknown, ack: unknown) => void;
}

export interface MarketMessages {
  tickets: (message: TicketsMessage) => void;
  viewers: (message: ViewersMessage) => void;
  resync: (message: { readonly eventId: EventId }) => void;
}

export interface AccountMessages {
  changed: (message: ChangedMessage) => void;
  resync: (message: Record<string, never>) => void;
}

export type { Ack };
