import { Problem } from '@marquee/common/errors';
import type { UserId } from '@marquee/common/ids';
import { type Event, hasEnded, hasStarted } from './event.js';
import { viewOfEvent } from './event-view.js';

export function assertOrganiser(event: Event, userId: UserId): void {
  if (event.organiserId !== userId)
    throw new Problem('not_yours', 'Only its organiser can change this Event.');
}

/** Throws `event_cancelled` or, once it is over, `event_started`, with the Event as it is. */
export function assertChangeable(event: Event, now: Date): void {
  const current = viewOfEvent(event, now);
  if (event.status === 'cancelled')
    throw new Problem('event_cancelled', 'This Event was cancelled.', { current });
  if (hasEnded(event, now)) throw new Problem('event_started', 'This Event is over.', { current });
}

/** Throws `event_cancelled` or `event_started` with `current`: by default, the Event as it is. */
export function assertOnSale(event: Event, now: Date, current?: unknown): void {
  const options = { current: current ?? viewOfEvent(event, now) };
  if (event.status === 'cancelled')
    throw new Problem('event_cancelled', 'This Event was cancelled.', options);
  if (hasStarted(event, now))
    throw new Problem('event_started', 'Sales end when the Event starts.', options);
}

/** Who bought for tonight must not find the doors closed: a start in the past stays there. */
export function assertStartMovable(event: Event, now: Date): void {
  if (hasStarted(event, now))
    throw new Problem('event_started', 'An Event that has started cannot be moved.', {
      current: viewOfEvent(event, now),
    });
}
