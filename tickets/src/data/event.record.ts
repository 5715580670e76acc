import type { EventId, UserId } from '@marquee/common/ids';
import type { Event, EventDescription } from '../domain/event.js';
import { faceValue } from '../domain/face-value.js';
import { fold, wordsOf } from '../domain/text.js';
import type { EventRecord } from './event.model.js';

export function toEvent(record: EventRecord): Event {
  return {
    id: record._id as EventId,
    organiserId: record.organiserId as UserId,
    title: record.title,
    description: record.description,
    venue: record.venue,
    startsAt: record.startsAt,
    endsAt: record.endsAt,
    category: record.category,
    status: record.status,
    version: record.version,
    availableCount: record.availableCount,
    priceFrom: record.priceFrom,
  };
}

export function toRecord({ id, ...event }: Event): EventRecord {
  return {
    ...event,
    ...described(event),
    _id: id,
    faceValueFrom: faceValue(event.priceFrom),
    touchCount: 0,
  };
}

/** A description, and what it is found by. */
export function described(said: EventDescription): EventDescription & {
  readonly words: string[];
  readonly cityKey: string;
} {
  const { title, description, venue, startsAt, endsAt, category } = said;
  return {
    title,
    description,
    venue,
    startsAt,
    endsAt,
    category,
    words: [...wordsOf(title, venue.name, venue.city, category, description)],
    cityKey: cityKeyOf(venue.city),
  };
}

/** Cities are found however they are spelt: `MÁLAGA` is `malaga`. */
export function cityKeyOf(city: string): string {
  return fold(city).trim();
}
