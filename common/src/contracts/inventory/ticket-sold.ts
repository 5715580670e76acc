import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { inventoryExample, inventoryState } from './state.js';

/** The Ticket has its buyer, and the money was taken. */
export const ticketSold = defineDomainEvent({
  type: 'TicketSold',
  aggregateType: 'inventory',
  schemaVersion: 1,
  summary: 'The Ticket has its buyer, and the money was taken.',
  schema: inventoryState,
  example: { ...inventoryExample, status: 'sold' },
});
export type TicketSold = DomainEventOf<typeof ticketSold>;
