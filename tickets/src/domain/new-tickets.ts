import { newId, type TicketId, type UserId } from '@marquee/common/ids';
import { type Listing, placesOf } from './listing.js';
import type { Ticket } from './ticket.js';

/** The Tickets of a listing, as they are until inventory speaks. */
export function newTickets(sellerId: UserId, listing: Listing): readonly Ticket[] {
  const { eventId, price } = listing;
  return placesOf(listing).map((place) => ({
    ...place,
    id: newId<TicketId>(),
    eventId,
    sellerId,
    askingPrice: price,
    withdrawalAsked: false,
    version: 1,
    inventory: { status: 'opening', price, version: 0 },
  }));
}
