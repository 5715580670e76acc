import 'server-only';
import { getEvent, listEvents } from '@/lib/api/catalogue';
import { type ListRead, readPages } from '@/lib/api/list-read';
import { isApiProblem } from '@/lib/api/problem';
import { listMyTickets } from '@/lib/api/seller';
import type { MarqueeEvent, SellerTicket } from '@/lib/api/types';

export interface SellerData {
  events: ListRead<MarqueeEvent>;
  tickets: ListRead<SellerTicket>;
}

async function findEvent(eventId: string): Promise<MarqueeEvent[]> {
  try {
    return [await getEvent(eventId)];
  } catch (error) {
    if (isApiProblem(error, 'not_found')) return [];
    throw error;
  }
}

/** Everything the seller's view starts with: the tickets, the reader's own Events, and those they sell for. */
export async function sellerData(): Promise<SellerData> {
  const [tickets, own] = await Promise.all([
    readPages<SellerTicket>(listMyTickets),
    readPages((page) => listEvents({ ...page, organiser: 'me', sort: 'newest' })),
  ]);
  const missing = new Set(tickets.items.map(({ eventId }) => eventId));
  for (const { id } of own.items) missing.delete(id);
  const others = await Promise.all([...missing].map(findEvent));
  return { events: { ...own, items: [...own.items, ...others.flat()] }, tickets };
}
