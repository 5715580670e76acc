import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { paymentExample, paymentState } from './state.js';

/** The money was taken. */
export const paymentCaptured = defineDomainEvent({
  type: 'PaymentCaptured',
  aggregateType: 'payment',
  schemaVersion: 1,
  summary: 'The money was taken.',
  schema: paymentState,
  example: { ...paymentExample, status: 'captured' },
});
export type PaymentCaptured = DomainEventOf<typeof paymentCaptured>;
