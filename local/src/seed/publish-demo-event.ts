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
 * An Event that is there already was published by a start that was killed: what that start had
 * listed of it is left as it is.
 */
export async function publishDemoEvent(
  users: DemoUsers,
  demo: DemoEvent,
  now: Date,
): Promise<{ eventId: string; ticketCount: number }> {
  const known = await findPublished(users.organiser, demo);
  const eventId = known?.id ?? (await publish(users.organiser, demo, now));
  let ticketCount = 0;
  for (const listing of demo.listings) {
    for (const body of bodiesOf(listing)) {
      const seller = users[listing.seller];
      if (known !== undefined && (await isListed(seller, eventId, body))) continue;
      const { items } = await seller.post<Page<unknown>>('/api/tickets', { eventId, ...body });
      ticketCount += items.length;
    }
  }
  return { eventId, ticketCount };
}

async function publish(organiser: DemoUser, demo: DemoEvent, now: Date): Promise<string> {
  const { title, description, venue, category, schedule } = demo;
  const dates = datesOf(schedule, venue.timeZone, now);
  const body = { title, description, venue, category, ...dates };
  return (await organiser.post<{ event: PublishedEvent }>('/api/events', body)).event.id;
}

async function findPublished(organiser: DemoUser, demo: DemoEvent) {
  const query = new URLSearchParams({ q: demo.title, city: demo.venue.city, limit: '100' });
  const { items } = await organiser.get<Page<PublishedEvent>>(`/api/events?${query.toString()}`);
  return items.find((event) => event.title === demo.title && event.organiserId === organiser.id);
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
  const { items } = await seller.get<Page<{ row: string | null }>>(
    `/api/tickets?${query.toString()}`,
  );
  return items.some((ticket) => ticket.row === (row ?? null));
}
