import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { userExample, userState } from './state.js';

/** Somebody signed up. */
export const userRegistered = defineDomainEvent({
  type: 'UserRegistered',
  aggregateType: 'user',
  schemaVersion: 1,
  summary: 'Somebody signed up.',
  schema: userState,
  example: userExample,
});
export type UserRegistered = DomainEventOf<typeof userRegistered>;
