import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { eventExample, eventState } from './state.js';

/** An organiser published an Event. */
export const eventPublished = defineDomainEvent({
  type: 'EventPublished',
  aggregateType: 'event',
  schemaVersion: 1,
  summary: 'An organiser published an Event.',
  schema: eventState,
  example: eventExample,
});
export type EventPublished = DomainEventOf<typeof eventPublished>;
