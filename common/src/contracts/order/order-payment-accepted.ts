import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { orderExample, orderState } from './state.js';

/** An authorised payment won the order: capture it. */
export const orderPaymentAccepted = defineDomainEvent({
  type: 'OrderPaymentAccepted',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'An authorised payment won the order: capture it.',
  schema: orderState,
  example: { ...orderExample, status: 'paying', paymentId: exampleIds.payment },
});
export type OrderPaymentAccepted = DomainEventOf<typeof orderPaymentAccepted>;
