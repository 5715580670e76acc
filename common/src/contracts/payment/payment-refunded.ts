import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { paymentExample, paymentState } from './state.js';

/** The money went back. */
export const paymentRefunded = defineDomainEvent({
  type: 'PaymentRefunded',
  aggregateType: 'payment',
  schemaVersion: 1,
  summary: 'The money went back.',
  schema: paymentState,
  example: { ...paymentExample, status: 'refunded' },
});
export type PaymentRefunded = DomainEventOf<typeof paymentRefunded>;
