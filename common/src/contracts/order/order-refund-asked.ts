import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { orderExample, orderState, refundExample } from './state.js';

/** Money is to go back to the buyer, all of it or a part. */
export const orderRefundAsked = defineDomainEvent({
  type: 'OrderRefundAsked',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'Money is to go back to the buyer, all of it or a part.',
  schema: orderState,
  example: {
    ...orderExample,
    status: 'complete',
    paymentId: exampleIds.payment,
    refunds: [refundExample],
  },
});
export type OrderRefundAsked = DomainEventOf<typeof orderRefundAsked>;
