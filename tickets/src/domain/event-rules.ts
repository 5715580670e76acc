import { type FieldError, Problem } from '@marquee/common/errors';
import type { EventDescription, Venue } from './event.js';
import { isCountry, isTimeZone } from './geography.js';
import { textRefusals } from './text.js';

/** Years have four digits, here and in every calendar that will import one of our dates. */
const latest = new Date('9999-12-31T23:59:59.999Z');

/** Says what is not allowed in a description, field by field. */
export function descriptionRefusals(said: EventDescription): readonly FieldError[] {
  return [
    ...textRefusals('title', said.title, { lengthMin: 1, lengthMax: 120 }),
    ...textRefusals('description', said.description, {
      lengthMin: 0,
      lengthMax: 5_000,
      lines: 'many',
    }),
    ...venueRefusals(said.venue),
    ...timeRefusals(said),
  ];
}

function venueRefusals(venue: Venue): readonly FieldError[] {
  const refusals = [
    ...textRefusals('venue.name', venue.name, { lengthMin: 1, lengthMax: 120 }),
    ...textRefusals('venue.city', venue.city, { lengthMin: 1, lengthMax: 80 }),
  ];
  if (!isCountry(venue.country))
    refusals.push({ field: 'venue.country', message: 'must be a country, such as PT' });
  if (!isTimeZone(venue.timeZone))
    refusals.push({ field: 'venue.timeZone', message: 'must be a zone, such as Europe/Lisbon' });
  return refusals;
}

function timeRefusals({ startsAt, endsAt }: EventDescription): readonly FieldError[] {
  if (endsAt <= startsAt) return [{ field: 'endsAt', message: 'must be after startsAt' }];
  if (endsAt > latest) return [{ field: 'endsAt', message: 'is too far away' }];
  return [];
}

/** Throws `unacceptable` unless the description is allowed and, where it is new, starts later. */
export function assertAcceptable(
  said: EventDescription,
  options: { readonly now: Date; readonly startIsNew: boolean },
): void {
  const errors = [...descriptionRefusals(said)];
  if (options.startIsNew && said.startsAt <= options.now)
    errors.push({ field: 'startsAt', message: 'must be in the future' });
  if (errors.length > 0)
    throw new Problem('unacceptable', 'The Event cannot be published like this.', { errors });
}
