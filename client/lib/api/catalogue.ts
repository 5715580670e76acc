import 'server-only';
import { cache } from 'react';
import { type ListRead, readTickets } from './list-read';
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
  /** Only the reader's own, whatever became of them. */
  organiser?: 'me' | undefined;
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

/** The tickets an Event shows; of too many, what is free first. */
export const readEventTickets = (eventId: string): Promise<ListRead<Ticket>> =>
  readTickets((query) => listTickets({ ...query, eventId }));
