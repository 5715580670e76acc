import 'server-only';
import { cache } from 'react';
import { serverGet } from './server';
import type { Category, MarqueeEvent, Page, PublicTicketStatus, Ticket } from './types';

export type EventSort = 'startsAt' | 'newest' | 'price';
export type TicketSort = 'price' | 'seat';

/** `from` is inclusive and `to` exclusive, both on `startsAt`, RFC 3339. */
export type EventQuery = {
  q?: string | undefined;
  city?: string | undefined;
  category?: Category | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort?: EventSort | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** `maxPrice` in minor units. */
export type TicketQuery = {
  eventId: string;
  status?: PublicTicketStatus | undefined;
  section?: string | undefined;
  maxPrice?: number | undefined;
  sort?: TicketSort | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

export const listEvents = (query: EventQuery = {}): Promise<Page<MarqueeEvent>> =>
  serverGet('/api/events', query);

/** Once per request, however many components ask. Throws `not_found` as an `ApiProblem`. */
export const getEvent = cache(async (eventId: string): Promise<MarqueeEvent> => {
  const { event } = await serverGet<{ event: MarqueeEvent }>(
    `/api/events/${encodeURIComponent(eventId)}`,
  );
  return event;
});

export const listTickets = (query: TicketQuery): Promise<Page<Ticket>> =>
  serverGet('/api/tickets', query);

/** Every ticket an Event shows, page after page, up to `ticketsMax`. */
export async function listAllTickets(query: TicketQuery, ticketsMax = 1_000): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTickets({ ...query, limit: 100, cursor });
    tickets.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && tickets.length < ticketsMax);
  return tickets;
}
