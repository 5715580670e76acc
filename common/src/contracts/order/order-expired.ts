import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { orderExample, orderState } from './state.js';

/** The hold ended before a payment won. */
export const orderExpired = defineDomainEvent({
  type: 'OrderExpired',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'The hold ended before a payment won.',
  schema: orderState,
  example: { ...orderExample, status: 'expired' },
});
export type OrderExpired = DomainEventOf<typeof orderExpired>;
