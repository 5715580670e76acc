import type { DemoEvent, DemoListing } from './demo-event.js';
import { datesOf } from './schedule.js';
import type { DemoUser, DemoUsers } from './sign-in-demo.js';

interface PublishedEvent {
  readonly id: string;
  readonly title: string;
  readonly organiserId: string;
}

interface Page<Item> {
  readonly items: readonly Item[];
}

/**
 * Publishes one demo Event with its tickets and answers its id and how many tickets it listed.
 * It looks before each step, because a start that was killed may have done some of them.
 */
export async function publishDemoEvent(
  users: DemoUsers,
  demo: DemoEvent,
  now: Date,
): Promise<{ eventId: string; ticketCount: number }> {
  const { id: eventId } = (await findPublished(users.organiser, demo)) ?? (await publish());
  let ticketCount = 0;
  for (const listing of demo.listings)
    ticketCount += await listTickets(users[listing.seller], eventId, listing);
  return { eventId, ticketCount };

  async function publish(): Promise<PublishedEvent> {
    const { title, description, venue, category, schedule } = demo;
    const dates = datesOf(schedule, venue.timeZone, now);
    const body = { title, description, venue, category, ...dates };
    return (await users.organiser.post<{ event: PublishedEvent }>('/api/events', body)).event;
  }
}

async function findPublished(organiser: DemoUser, demo: DemoEvent) {
  const query = new URLSearchParams({ q: demo.title, city: demo.venue.city, limit: '100' });
  const { items } = await organiser.get<Page<PublishedEvent>>(`/api/events?${query}`);
  return items.find((event) => event.title === demo.title && event.organiserId === organiser.id);
}

async function listTickets(seller: DemoUser, eventId: string, listing: DemoListing) {
  let ticketCount = 0;
  for (const body of bodiesOf(listing)) {
    if (await isListed(seller, eventId, body)) continue;
    const { items } = await seller.post<Page<unknown>>('/api/tickets', { eventId, ...body });
    ticketCount += items.length;
  }
  return ticketCount;
}

type ListingBody = { readonly section: string; readonly row?: string };

function bodiesOf(listing: DemoListing): ListingBody[] {
  const { section, price } = listing;
  if ('quantity' in listing) return [{ section, price, quantity: listing.quantity } as ListingBody];
  const { first, last } = listing;
  const seats = Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  return listing.rows.map((row) => ({ section, row, seats, price }));
}

async function isListed(seller: DemoUser, eventId: string, { section, row }: ListingBody) {
  const query = new URLSearchParams({ eventId, section, limit: '100' });
  const { items } = await seller.get<Page<{ row: string | null }>>(`/api/tickets?${query}`);
  return items.some((ticket) => ticket.row === (row ?? null));
}
