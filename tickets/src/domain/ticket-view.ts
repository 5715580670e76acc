import type { Money } from '@marquee/common/money';
import { type InventoryFacts, isWithdrawing, type Ticket, type TicketStatus } from './ticket.js';

/** A Ticket as everybody sees it: price, status and version are inventory's. */
export interface TicketView {
  readonly id: string;
  readonly eventId: string;
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
  readonly price: Money;
  readonly status: TicketStatus;
  readonly version: number;
}

/** A Ticket as its seller sees it. */
export interface SellerTicketView extends TicketView {
  readonly askingPrice: Money;
  readonly orderStatus: 'awaiting_payment' | 'complete' | 'refunded' | null;
}

export function publicViewOf(ticket: Ticket): TicketView {
  return {
    id: ticket.id,
    eventId: ticket.eventId,
    section: ticket.section,
    row: ticket.row,
    seat: ticket.seat,
    price: ticket.inventory.price,
    status: ticket.inventory.status,
    version: ticket.inventory.version,
  };
}

export function sellerViewOf(ticket: Ticket): SellerTicketView {
  return {
    ...publicViewOf(ticket),
    ...(isWithdrawing(ticket) ? { status: 'withdrawing' as const } : {}),
    askingPrice: ticket.askingPrice,
    orderStatus: orderStatusOf(ticket.inventory),
  };
}

function orderStatusOf({ status, refunded }: InventoryFacts): SellerTicketView['orderStatus'] {
  if (status === 'held') return 'awaiting_payment';
  if (refunded) return 'refunded';
  return status === 'sold' ? 'complete' : null;
}
