import type { EventId, TicketId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';

/** `opening`: inventory has not spoken yet. All others are inventory's words. */
export const inventoryStatuses = ['opening', 'available', 'held', 'sold', 'withdrawn'] as const;
export type InventoryStatus = (typeof inventoryStatuses)[number];

/** `withdrawing`: its seller wants it back; nobody else sees that until inventory decides. */
export const ticketStatuses = [...inventoryStatuses, 'withdrawing'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** What inventory last said of a Ticket; its version orders it everywhere. */
export interface InventoryFacts {
  readonly status: InventoryStatus;
  readonly price: Money;
  readonly version: number;
  /** Withdrawn after it had been sold: its buyer got the money back. */
  readonly refunded?: true | undefined;
}

export interface Ticket {
  readonly id: TicketId;
  readonly eventId: EventId;
  readonly sellerId: UserId;
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
  readonly askingPrice: Money;
  readonly withdrawalAsked: boolean;
  /** Counts the seller's domain events on this Ticket; not the public version. */
  readonly version: number;
  readonly inventory: InventoryFacts;
}

/** The seller wants it back and inventory has not decided yet. */
export function isWithdrawing(ticket: Pick<Ticket, 'withdrawalAsked' | 'inventory'>): boolean {
  const { status } = ticket.inventory;
  return ticket.withdrawalAsked && status !== 'sold' && status !== 'withdrawn';
}
