import type { EventId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';

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

export interface Venue {
  readonly name: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** What an organiser says of an Event. */
export interface EventDescription {
  readonly title: string;
  readonly description: string;
  readonly venue: Venue;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly category: Category;
}

export interface Event extends EventDescription {
  readonly id: EventId;
  readonly organiserId: UserId;
  readonly status: 'scheduled' | 'cancelled';
  /** Counts the Event's domain events. */
  readonly version: number;
  /** What of its Tickets can be bought, as inventory last told us. */
  readonly availableCount: number;
  readonly priceFrom: Money | null;
}

export function hasStarted(event: Pick<Event, 'startsAt'>, now: Date): boolean {
  return event.startsAt <= now;
}

export function hasEnded(event: Pick<Event, 'endsAt'>, now: Date): boolean {
  return event.endsAt <= now;
}

/** Sales end when the Event starts. */
export function isOnSale(event: Pick<Event, 'status' | 'startsAt'>, now: Date): boolean {
  return event.status === 'scheduled' && !hasStarted(event, now);
}
