import type { EventDescription } from './event.js';

const defaultLengthMs = 3 * 60 * 60 * 1000;

/** An Event as its organiser enters it. */
export interface NewEventDescription extends Omit<EventDescription, 'endsAt'> {
  readonly endsAt?: Date;
}

export type EventChanges = Partial<EventDescription>;

/** Who does not say when it ends means three hours later. */
export function withEnd(description: NewEventDescription): EventDescription {
  const { endsAt, ...said } = description;
  return { ...said, endsAt: endsAt ?? new Date(said.startsAt.getTime() + defaultLengthMs) };
}

/** The description after the changes; a start that moves alone takes the end with it. */
export function withChanges(before: EventDescription, changes: EventChanges): EventDescription {
  const startsAt = changes.startsAt ?? before.startsAt;
  const lengthMs = before.endsAt.getTime() - before.startsAt.getTime();
  return {
    title: changes.title ?? before.title,
    description: changes.description ?? before.description,
    venue: changes.venue ?? before.venue,
    startsAt,
    endsAt: changes.endsAt ?? new Date(startsAt.getTime() + lengthMs),
    category: changes.category ?? before.category,
  };
}

export function sameDescription(a: EventDescription, b: EventDescription): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

/** The members in one order, whatever order they were given in. */
function comparable(said: EventDescription): readonly (string | number)[] {
  const { name, city, country, timeZone } = said.venue;
  const times = [said.startsAt.getTime(), said.endsAt.getTime()];
  return [said.title, said.description, name, city, country, timeZone, ...times, said.category];
}
