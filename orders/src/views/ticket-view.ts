import type { Inventory } from '../domain/inventory.js';

/** A Ticket as anybody may see it. */
export type TicketView = ReturnType<typeof viewTicket>;

export function viewTicket(ticket: Inventory) {
  const { ticketId, eventId, section, row, seat, price, status, version } = ticket;
  return { id: ticketId, eventId, section, row, seat, price, status, version };
}
