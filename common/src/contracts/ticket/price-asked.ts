import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { ticketExample, ticketState } from './state.js';

/** A seller asks another price; inventory applies it at once, or when the hold ends. */
export const priceAsked = defineDomainEvent({
  type: 'PriceAsked',
  aggregateType: 'ticket',
  schemaVersion: 1,
  summary: 'A seller asks another price; inventory applies it at once, or when the hold ends.',
  schema: ticketState,
  example: { ...ticketExample, askingPrice: { amount: 3900, currency: 'EUR' } },
});
export type PriceAsked = DomainEventOf<typeof priceAsked>;
