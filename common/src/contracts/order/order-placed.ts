import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { orderExample, orderState } from './state.js';

/** A buyer holds tickets until `expiresAt`. */
export const orderPlaced = defineDomainEvent({
  type: 'OrderPlaced',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'A buyer holds tickets until `expiresAt`.',
  schema: orderState,
  example: orderExample,
});
export type OrderPlaced = DomainEventOf<typeof orderPlaced>;
