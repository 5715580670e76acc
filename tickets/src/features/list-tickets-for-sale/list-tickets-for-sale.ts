import { ticketListed } from '@marquee/common/contracts/ticket';
import { Problem } from '@marquee/common/errors';
import type { UserId } from '@marquee/common/ids';
import { isDuplicateKey } from '@marquee/common/mongo';
import { ticketDraft } from '../../data/announce.js';
import type { Catalogue } from '../../data/catalogue.js';
import { assertOnSale } from '../../domain/event-asserts.js';
import { assertListable, type Listing } from '../../domain/listing.js';
import { newTickets } from '../../domain/new-tickets.js';
import { placeKey } from '../../domain/place.js';
import type { Ticket } from '../../domain/ticket.js';
import { assertNoneTaken } from '../../domain/ticket-asserts.js';

/** Lists Tickets for sale, all or none. Inventory opens them. */
export async function listTicketsForSale(
  { database, clock, events, tickets, outbox }: Catalogue,
  sellerId: UserId,
  listing: Listing,
): Promise<readonly Ticket[]> {
  assertListable(listing);
  const { eventId } = listing;
  const listed = newTickets(sellerId, listing);
  const places = listed.map(placeKey).filter((key) => key !== null);
  try {
    await database.transact(async (session) => {
      assertOnSale(await events.get(eventId, session), clock.now());
      await events.touch(session, eventId);
      assertNoneTaken(await tickets.findTaken(eventId, places, session));
      await tickets.insertMany(session, listed);
      await outbox.add(
        session,
        listed.map((ticket) => ticketDraft(ticketListed, ticket)),
      );
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Somebody else's listing of a seat was committed between our look and our write.
    assertNoneTaken(await tickets.findTaken(eventId, places));
    throw new Problem('try_again', 'A seat was just withdrawn. Nothing was listed.', {
      retryAfterSeconds: 1,
      cause: error,
    });
  }
  return listed;
}
