import type { EventId } from '@marquee/common/ids';

/** What orders must know of an Event to sell for it. */
export interface SalesEvent {
  readonly eventId: EventId;
  readonly startsAt: Date;
  readonly status: 'scheduled' | 'cancelled';
}

/** Why tickets of this Event cannot be bought now, or null. Sales end when the Event starts. */
export function salesRefusal(
  event: SalesEvent,
  now: Date,
): 'event_cancelled' | 'event_started' | null {
  if (event.status === 'cancelled') return 'event_cancelled';
  return event.startsAt <= now ? 'event_started' : null;
}
