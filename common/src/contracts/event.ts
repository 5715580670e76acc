import type { EventCancelled } from './event/event-cancelled.js';
import type { EventChanged } from './event/event-changed.js';
import type { EventPublished } from './event/event-published.js';

export * from './event/event-cancelled.js';
export * from './event/event-changed.js';
export * from './event/event-published.js';
export * from './event/state.js';

/** Every domain event of the `event` aggregate. */
export type EventDomainEvent = EventPublished | EventChanged | EventCancelled;
