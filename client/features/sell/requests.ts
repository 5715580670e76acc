import type { EventDraft, Listing } from '@/lib/api/seller.browser';
import type { MarqueeEvent } from '@/lib/api/types';
import type { SellDraft, Step } from './draft';
import { parseSeats } from './parse-seats';
import type { Field } from './validate';
import { zonedTimeToUtc } from './zoned-time';

function utcOf(local: string, timeZone: string): string {
  const time = zonedTimeToUtc(local, timeZone);
  // Only a validated draft is sent; the server refuses the rest by its field.
  return time.kind === 'instant' ? time.utc : local;
}

export function eventRequest({ newEvent }: SellDraft): EventDraft {
  const { timeZone } = newEvent;
  return {
    title: newEvent.title.trim(),
    description: newEvent.description.trim(),
    category: newEvent.category,
    venue: {
      name: newEvent.venueName.trim(),
      city: newEvent.city.trim(),
      country: newEvent.country,
      timeZone,
    },
    startsAt: utcOf(newEvent.startsAt, timeZone),
    ...(newEvent.endsAt === '' ? {} : { endsAt: utcOf(newEvent.endsAt, timeZone) }),
  };
}

export function listingRequest(draft: SellDraft, eventId: string, amount: number): Listing {
  const common = {
    eventId,
    section: draft.section.trim(),
    price: { amount, currency: draft.currency },
  };
  if (draft.places === 'quantity') return { ...common, quantity: draft.quantity };
  const parsed = parseSeats(draft.seats);
  const row = draft.row.trim();
  return {
    ...common,
    ...(row === '' ? {} : { row }),
    seats: parsed.kind === 'seats' ? parsed.seats : [],
  };
}

export function ticketCount(draft: SellDraft): number {
  if (draft.places === 'quantity') return draft.quantity;
  const parsed = parseSeats(draft.seats);
  return parsed.kind === 'seats' ? parsed.seats.length : 0;
}

/** The Event this draft made when its answer was lost: same title and start, by the same person. */
export function madeBefore(
  events: readonly MarqueeEvent[],
  draft: SellDraft,
  userId: string,
): MarqueeEvent | undefined {
  const wanted = eventRequest(draft);
  return events.find(
    (event) =>
      event.organiserId === userId &&
      event.title === wanted.title &&
      Date.parse(event.startsAt) === Date.parse(wanted.startsAt),
  );
}

const placeOfField: Readonly<Record<string, { step: Step; field: Field }>> = {
  eventId: { step: 'event', field: 'event' },
  title: { step: 'event', field: 'title' },
  description: { step: 'event', field: 'description' },
  category: { step: 'event', field: 'category' },
  'venue.name': { step: 'event', field: 'venueName' },
  'venue.city': { step: 'event', field: 'city' },
  'venue.country': { step: 'event', field: 'country' },
  'venue.timeZone': { step: 'event', field: 'timeZone' },
  startsAt: { step: 'event', field: 'startsAt' },
  endsAt: { step: 'event', field: 'endsAt' },
  section: { step: 'tickets', field: 'section' },
  row: { step: 'tickets', field: 'row' },
  seats: { step: 'tickets', field: 'seats' },
  quantity: { step: 'tickets', field: 'quantity' },
  price: { step: 'price', field: 'price' },
};

/** Where in the form a field of the API is: `seats[3]` and `price.amount` are `seats` and `price`. */
export function placeOf(apiField: string): { step: Step; field: Field } | undefined {
  return placeOfField[apiField] ?? placeOfField[apiField.split(/[.[]/)[0] ?? ''];
}
