import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { orderExample, orderState } from './state.js';

/** The money went back to the buyer. */
export const orderRefunded = defineDomainEvent({
  type: 'OrderRefunded',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'The money went back to the buyer.',
  schema: orderState,
  example: { ...orderExample, status: 'refunded', paymentId: exampleIds.payment },
});
export type OrderRefunded = DomainEventOf<typeof orderRefunded>;
