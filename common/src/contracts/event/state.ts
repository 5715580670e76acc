import { z } from 'zod';
import { eventId, exampleIds, instant, userId } from '../fields.js';

export const categories = [
  'concert',
  'sport',
  'theatre',
  'comedy',
  'festival',
  'family',
  'other',
] as const;
export type Category = (typeof categories)[number];

export const venueState = z.strictObject({
  name: z.string(),
  city: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  /** IANA name, such as `Europe/Lisbon`. */
  timeZone: z.string(),
});
export type Venue = z.infer<typeof venueState>;

/** An Event of the catalogue. Public. That it is over (`ended`) follows from `endsAt`. */
export const eventState = z.strictObject({
  eventId,
  organiserId: userId,
  title: z.string(),
  description: z.string(),
  venue: venueState,
  startsAt: instant,
  endsAt: instant,
  category: z.enum(categories),
  status: z.enum(['scheduled', 'cancelled']),
});
export type EventState = z.infer<typeof eventState>;

export const eventExample: EventState = {
  eventId: exampleIds.event,
  organiserId: exampleIds.seller,
  title: 'An evening of fado',
  description: 'Two voices, one guitarra.',
  venue: { name: 'Sala do Rio', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
  startsAt: '2027-03-05T20:00:00.000Z',
  endsAt: '2027-03-05T23:00:00.000Z',
  category: 'concert',
  status: 'scheduled',
};
