import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { eventExample, eventState } from './state.js';

/** An organiser changed what an Event says of itself. */
export const eventChanged = defineDomainEvent({
  type: 'EventChanged',
  aggregateType: 'event',
  schemaVersion: 1,
  summary: 'An organiser changed what an Event says of itself.',
  schema: eventState,
  example: { ...eventExample, title: 'A long evening of fado' },
});
export type EventChanged = DomainEventOf<typeof eventChanged>;
