import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { paymentExample, paymentState } from './state.js';

/** A refund finally failed; the money is still captured. */
export const paymentRefundFailed = defineDomainEvent({
  type: 'PaymentRefundFailed',
  aggregateType: 'payment',
  schemaVersion: 1,
  summary: 'A refund finally failed; the money is still captured.',
  schema: paymentState,
  example: {
    ...paymentExample,
    status: 'captured',
    refunds: [{ refundId: exampleIds.refund, amount: paymentExample.amount, status: 'failed' }],
  },
});
export type PaymentRefundFailed = DomainEventOf<typeof paymentRefundFailed>;
