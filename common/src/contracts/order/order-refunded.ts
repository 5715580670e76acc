import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { orderExample, orderState, refundExample } from './state.js';

/** Money went back to the buyer: all of it (refunded), or a part (still complete). */
export const orderRefunded = defineDomainEvent({
  type: 'OrderRefunded',
  aggregateType: 'order',
  schemaVersion: 1,
  summary: 'Money went back to the buyer: all of it (refunded), or a part (still complete).',
  schema: orderState,
  example: {
    ...orderExample,
    status: 'refunded',
    paymentId: exampleIds.payment,
    refunds: [{ ...refundExample, status: 'succeeded' }],
  },
});
export type OrderRefunded = DomainEventOf<typeof orderRefunded>;
