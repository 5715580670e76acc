import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { orderExample, orderState } from './state.js';

/** An authorised payment lost: release its money. */
export const orderPaymentRejected = defineDomainEvent({
  type: 'OrderPaymentRejected',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'An authorised payment lost: release its money.',
  schema: orderState,
  example: { ...orderExample, status: 'expired', rejectedPaymentIds: [exampleIds.payment] },
});
export type OrderPaymentRejected = DomainEventOf<typeof orderPaymentRejected>;
