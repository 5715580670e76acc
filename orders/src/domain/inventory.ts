import type { EventId, OrderId, TicketId, UserId } from '@marquee/common/ids';
import { type Money, sameMoney } from '@marquee/common/money';

interface TicketFacts {
  readonly ticketId: TicketId;
  readonly eventId: EventId;
  readonly sellerId: UserId;
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
  /** What a buyer pays now. A held or sold ticket keeps it. */
  readonly price: Money;
  /** What the seller wants; waits for the end of a hold. */
  readonly askingPrice: Money;
  readonly withdrawalAsked: boolean;
  /** Counts announcements: the Ticket's public version everywhere. */
  readonly version: number;
}

export type AvailableTicket = TicketFacts & { readonly status: 'available' };
export type HeldTicket = TicketFacts & {
  readonly status: 'held';
  readonly orderId: OrderId;
  /** Null once the order has won: then only payment's final word moves it. */
  readonly holdEndsAt: Date | null;
};
export type SoldTicket = TicketFacts & { readonly status: 'sold'; readonly orderId: OrderId };
export type WithdrawnTicket = TicketFacts & {
  readonly status: 'withdrawn';
  /** It had been sold; its buyer got the money back. */
  readonly refunded?: true;
};

/** Who may have one Ticket, at what price, now. */
export type Inventory = AvailableTicket | HeldTicket | SoldTicket | WithdrawnTicket;

export type InventoryFact =
  | 'TicketOpened'
  | 'TicketRepriced'
  | 'TicketHeld'
  | 'TicketReleased'
  | 'TicketSold'
  | 'TicketClosed';

/** A public fact and the ticket as it is after it. */
export interface InventoryStep<After extends Inventory = Inventory> {
  readonly fact: InventoryFact;
  readonly after: After;
}

/** What tickets' listing says of a Ticket; inventory adds who may have it. */
export type Listing = Omit<TicketFacts, 'price' | 'version'>;

function factsOf(ticket: Inventory): TicketFacts {
  const { ticketId, eventId, sellerId, section, row, seat } = ticket;
  const { price, askingPrice, withdrawalAsked, version } = ticket;
  return {
    ...{ ticketId, eventId, sellerId, section, row, seat },
    ...{ price, askingPrice, withdrawalAsked, version },
  };
}

const next = (ticket: Inventory) => ({ ...factsOf(ticket), version: ticket.version + 1 });

/** A new listing: on the market, or closed at once when its Event does not sell any more. */
export function openTicket(listing: Listing, eventSells: boolean): InventoryStep {
  const facts = { ...listing, price: listing.askingPrice, version: 1 };
  return eventSells && !listing.withdrawalAsked
    ? { fact: 'TicketOpened', after: { ...facts, status: 'available' } }
    : { fact: 'TicketClosed', after: { ...facts, status: 'withdrawn' } };
}

/** True when the ticket can be held now; an ended hold is no hold. */
export function isHoldOver(ticket: Inventory, now: Date): ticket is HeldTicket {
  return ticket.status === 'held' && ticket.holdEndsAt !== null && ticket.holdEndsAt <= now;
}

export function holdTicket(
  ticket: AvailableTicket,
  orderId: OrderId,
  holdEndsAt: Date,
): InventoryStep<HeldTicket> {
  return {
    fact: 'TicketHeld',
    after: { ...next(ticket), status: 'held', orderId, holdEndsAt },
  };
}

/** The order won: the hold has no end any more. Nothing that the public sees changes. */
export function keepTicket(ticket: HeldTicket): HeldTicket {
  return { ...ticket, holdEndsAt: null };
}

export function sellTicket(ticket: HeldTicket): InventoryStep<SoldTicket> {
  return {
    fact: 'TicketSold',
    after: { ...next(ticket), status: 'sold', orderId: ticket.orderId },
  };
}

/** A hold ended without a sale, or a sale was undone: what the seller asked meanwhile happens now. */
export function releaseTicket(ticket: HeldTicket | SoldTicket, eventSells: boolean): InventoryStep {
  if (ticket.withdrawalAsked || !eventSells) return closeTicket(ticket);
  return {
    fact: 'TicketReleased',
    after: { ...next(ticket), price: ticket.askingPrice, status: 'available' },
  };
}

export function closeTicket(
  ticket: AvailableTicket | HeldTicket | SoldTicket,
): InventoryStep<WithdrawnTicket> {
  const refunded = ticket.status === 'sold' ? { refunded: true as const } : {};
  return { fact: 'TicketClosed', after: { ...next(ticket), status: 'withdrawn', ...refunded } };
}

/** What a seller's new wish does to a ticket now; a held ticket only remembers it. */
export function heedSeller(
  ticket: Inventory,
  wish: { readonly askingPrice: Money; readonly withdrawalAsked: boolean },
): { readonly step: InventoryStep | null; readonly after: Inventory } {
  const heard = { ...ticket, ...wish };
  if (heard.status !== 'available') return { step: null, after: heard };
  if (heard.withdrawalAsked) return announced(closeTicket(heard));
  if (sameMoney(heard.price, heard.askingPrice)) return { step: null, after: heard };
  const repriced = { ...next(heard), price: heard.askingPrice, status: 'available' } as const;
  return announced({ fact: 'TicketRepriced', after: repriced });
}

function announced(step: InventoryStep) {
  return { step, after: step.after };
}
