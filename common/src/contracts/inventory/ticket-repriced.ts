import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { inventoryExample, inventoryState } from './state.js';

/** A Ticket that nobody holds has a new price. */
export const ticketRepriced = defineDomainEvent({
  type: 'TicketRepriced',
  aggregateType: 'inventory',
  schemaVersion: 1,
  summary: 'A Ticket that nobody holds has a new price.',
  schema: inventoryState,
  example: { ...inventoryExample, price: { amount: 3900, currency: 'EUR' } },
});
export type TicketRepriced = DomainEventOf<typeof ticketRepriced>;
