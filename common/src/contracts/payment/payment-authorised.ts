import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { paymentExample, paymentState } from './state.js';

/** The bank holds the money ready; orders decides whether it wins. */
export const paymentAuthorised = defineDomainEvent({
  type: 'PaymentAuthorised',
  aggregateType: 'payment',
  schemaVersion: 1,
  summary: 'The bank holds the money ready; orders decides whether it wins.',
  schema: paymentState,
  example: paymentExample,
});
export type PaymentAuthorised = DomainEventOf<typeof paymentAuthorised>;
