import { Problem } from '@marquee/common/errors';
import type { EventId } from '@marquee/common/ids';
import { bestSeats } from './best-seats.js';
import type { AvailableTicket } from './inventory.js';
import type { Decision, PlaceRequest, Wanted } from './request.js';
import type { RoundBook } from './round-book.js';
import { salesRefusal } from './sales-event.js';

type Choice =
  | { readonly kind: 'chosen'; readonly tickets: readonly AvailableTicket[] }
  | Extract<Decision, { kind: 'unknown' | 'unavailable' | 'refused' }>;

/** Finds the tickets that a request would get now, or says why it gets none. */
export function chooseTickets(book: RoundBook, request: PlaceRequest): Choice {
  const { wanted } = request;
  return wanted.kind === 'named' ? named(book, request, wanted) : best(book, request, wanted);
}

function named(
  book: RoundBook,
  request: PlaceRequest,
  wanted: Extract<Wanted, { kind: 'named' }>,
): Choice {
  const known = wanted.ticketIds.flatMap((ticketId) => book.ticket(ticketId) ?? []);
  const [first] = known;
  if (first === undefined || known.length < wanted.ticketIds.length)
    return { kind: 'unknown', ids: wanted.ticketIds.filter((id) => book.ticket(id) === undefined) };
  if (known.some((t) => t.eventId !== first.eventId || t.price.currency !== first.price.currency))
    return refuse('mixed_order', 'Tickets of one order belong to one Event and one currency.');
  if (known.some((ticket) => ticket.sellerId === request.buyerId))
    return refuse('own_ticket', 'You are selling one of these tickets yourself.');
  const closed = eventRefusal(book, first.eventId);
  if (closed !== null) return closed;

  const taken = known.filter(({ ticketId }) => book.free(ticketId) === null);
  if (taken.length > 0)
    return { kind: 'unavailable', eventId: first.eventId, tickets: taken, readTooFew: false };
  return { kind: 'chosen', tickets: wanted.ticketIds.flatMap((id) => book.free(id) ?? []) };
}

function best(
  book: RoundBook,
  request: PlaceRequest,
  wanted: Extract<Wanted, { kind: 'best' }>,
): Choice {
  const { eventId, section, quantity, maxTotal } = wanted;
  if (book.event(eventId) === undefined) return { kind: 'unknown', ids: [eventId] };
  const closed = eventRefusal(book, eventId);
  if (closed !== null) return closed;

  const eligible = [...book.freeTickets()].filter(
    (ticket) =>
      ticket.eventId === eventId &&
      (section === null || ticket.section === section) &&
      ticket.price.currency === maxTotal.currency &&
      ticket.sellerId !== request.buyerId,
  );
  const tickets = bestSeats(eligible, quantity);
  if (tickets !== null) return { kind: 'chosen', tickets };
  return { kind: 'unavailable', eventId, tickets: [], readTooFew: book.isUnread(wanted) };
}

function eventRefusal(book: RoundBook, eventId: EventId): Choice | null {
  const event = book.event(eventId);
  if (event === undefined) return { kind: 'unknown', ids: [eventId] };
  const current = { id: eventId, startsAt: event.startsAt, status: event.status };
  switch (salesRefusal(event, book.now)) {
    case null:
      return null;
    case 'event_cancelled':
      return refuse('event_cancelled', 'The Event was cancelled. Nothing was held.', current);
    case 'event_started':
      return refuse('event_started', 'The Event has started; sales are over.', current);
  }
}

function refuse(
  code: 'mixed_order' | 'own_ticket' | 'event_cancelled' | 'event_started',
  detail: string,
  current?: unknown,
): Choice {
  const options = current === undefined ? {} : { current };
  return { kind: 'refused', problem: new Problem(code, detail, options) };
}
