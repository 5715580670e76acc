import { send } from './browser';
import type { Category, MarqueeEvent, Money, SellerTicket, Venue } from './types';

export interface EventDraft {
  title: string;
  description: string;
  venue: Venue;
  startsAt: string;
  endsAt?: string;
  category: Category;
}

export interface Listing {
  eventId: string;
  section: string;
  row?: string;
  seats?: string[];
  quantity?: number;
  price: Money;
}

type EventAnswer = { event: MarqueeEvent };
type TicketAnswer = { ticket: SellerTicket };

export const createEvent = async (draft: EventDraft): Promise<MarqueeEvent> =>
  (await send<EventAnswer>('POST', '/api/events', { body: draft })).event;

export const editEvent = async (
  eventId: string,
  change: Partial<EventDraft>,
): Promise<MarqueeEvent> =>
  (await send<EventAnswer>('PATCH', `/api/events/${eventId}`, { body: change })).event;

export const cancelEvent = async (eventId: string): Promise<MarqueeEvent> =>
  (await send<EventAnswer>('POST', `/api/events/${eventId}/cancel`, { repeatable: true })).event;

export const listTicketsForSale = async (listing: Listing): Promise<SellerTicket[]> =>
  (await send<{ items: SellerTicket[] }>('POST', '/api/tickets', { body: listing })).items;

export const repriceTicket = async (ticketId: string, price: Money): Promise<SellerTicket> =>
  (await send<TicketAnswer>('PATCH', `/api/tickets/${ticketId}`, { body: { price } })).ticket;

export const withdrawTicket = async (ticketId: string): Promise<SellerTicket> =>
  (await send<TicketAnswer>('DELETE', `/api/tickets/${ticketId}`)).ticket;
