import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { eventExample, eventState } from './state.js';

/** An organiser cancelled an Event; its tickets are closed. */
export const eventCancelled = defineDomainEvent({
  type: 'EventCancelled',
  aggregateType: 'event',
  schemaVersion: 1,
  summary: 'An organiser cancelled an Event; its tickets are closed.',
  schema: eventState,
  example: { ...eventExample, status: 'cancelled' },
});
export type EventCancelled = DomainEventOf<typeof eventCancelled>;
