import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { orderExample, orderState } from './state.js';

/** The money was captured; the tickets are the buyer’s. */
export const orderCompleted = defineDomainEvent({
  type: 'OrderCompleted',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'The money was captured; the tickets are the buyer’s.',
  schema: orderState,
  example: { ...orderExample, status: 'complete', paymentId: exampleIds.payment },
});
export type OrderCompleted = DomainEventOf<typeof orderCompleted>;
