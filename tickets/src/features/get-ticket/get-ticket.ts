import { Problem } from '@marquee/common/errors';
import type { TicketId, UserId } from '@marquee/common/ids';
import type { Catalogue } from '../../data/catalogue.js';
import { publicViewOf, sellerViewOf, type TicketView } from '../../domain/ticket-view.js';

/** A Ticket as this person may see it: one that inventory has not opened is its seller's alone. */
export async function getTicket(
  { tickets }: Catalogue,
  ticketId: TicketId,
  viewerId: UserId | undefined,
): Promise<TicketView> {
  const ticket = await tickets.get(ticketId);
  if (ticket.sellerId === viewerId) return sellerViewOf(ticket);
  if (ticket.inventory.status === 'opening')
    throw new Problem('not_found', 'There is no such ticket.');
  return publicViewOf(ticket);
}
