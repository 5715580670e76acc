import 'server-only';
import { getEvent, listEvents } from '@/lib/api/catalogue';
import { isApiProblem } from '@/lib/api/problem';
import { listMyTickets } from '@/lib/api/seller';
import type { MarqueeEvent, SellerTicket } from '@/lib/api/types';

const PAGES_MAX = 20;

async function allMyTickets(): Promise<SellerTicket[]> {
  const tickets: SellerTicket[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { items, nextCursor } = await listMyTickets({ limit: 100, cursor });
    tickets.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return tickets;
}

async function findEvent(eventId: string): Promise<MarqueeEvent[]> {
  try {
    return [await getEvent(eventId)];
  } catch (error) {
    if (isApiProblem(error, 'not_found')) return [];
    throw error;
  }
}

/** Everything the seller's view starts with: the tickets, and every Event they or the reader belong to. */
export async function sellerData(
  userId: string,
): Promise<{ events: MarqueeEvent[]; tickets: SellerTicket[] }> {
  const [tickets, newestEvents] = await Promise.all([
    allMyTickets(),
    listEvents({ sort: 'newest', limit: 100 }),
  ]);
  const own = newestEvents.items.filter(({ organiserId }) => organiserId === userId);
  const missing = new Set(tickets.map(({ eventId }) => eventId));
  for (const { id } of own) missing.delete(id);
  const others = await Promise.all([...missing].map(findEvent));
  return { events: [...own, ...others.flat()], tickets };
}
