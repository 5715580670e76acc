import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { paymentExample, paymentState } from './state.js';

/** We cancelled the intent; nothing was taken. */
export const paymentReleased = defineDomainEvent({
  type: 'PaymentReleased',
  aggregateType: 'payment',
  schemaVersion: 1,
  summary: 'We cancelled the intent; nothing was taken.',
  schema: paymentState,
  example: { ...paymentExample, status: 'released', reason: 'order_expired' },
});
export type PaymentReleased = DomainEventOf<typeof paymentReleased>;
