import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { orderExample, orderState, refundExample } from './state.js';

/** A refund finally failed; the money is still ours and owed, until it is asked for again. */
export const orderRefundFailed = defineDomainEvent({
  type: 'OrderRefundFailed',
  aggregateType: 'order',
  schemaVersion: 1,
  summary:
    'A refund finally failed; the money is still ours and owed, until it is asked for again.',
  schema: orderState,
  example: {
    ...orderExample,
    status: 'complete',
    paymentId: exampleIds.payment,
    refunds: [{ ...refundExample, status: 'failed' }],
  },
});
export type OrderRefundFailed = DomainEventOf<typeof orderRefundFailed>;
