import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { exampleIds } from '../fields.js';
import { paymentExample, paymentState } from './state.js';

/** Money went back: all of it (refunded), or a part (still captured). */
export const paymentRefunded = defineDomainEvent({
  type: 'PaymentRefunded',
  aggregateType: 'payment',
  schemaVersion: 1,
  summary: 'Money went back: all of it (refunded), or a part (still captured).',
  schema: paymentState,
  example: {
    ...paymentExample,
    status: 'refunded',
    refunds: [{ refundId: exampleIds.refund, amount: paymentExample.amount, status: 'succeeded' }],
  },
});
export type PaymentRefunded = DomainEventOf<typeof paymentRefunded>;
