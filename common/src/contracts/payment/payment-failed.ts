import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { paymentExample, paymentState } from './state.js';

/** Stripe cancelled the intent; nothing was taken. */
export const paymentFailed = defineDomainEvent({
  type: 'PaymentFailed',
  aggregateType: 'payment',
  schemaVersion: 1,
  summary: 'Stripe cancelled the intent; nothing was taken.',
  schema: paymentState,
  example: { ...paymentExample, status: 'failed', reason: 'abandoned' },
});
export type PaymentFailed = DomainEventOf<typeof paymentFailed>;
