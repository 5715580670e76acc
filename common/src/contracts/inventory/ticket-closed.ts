import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { inventoryExample, inventoryState } from './state.js';

/** The Ticket is off the market: withdrawn, refunded, or its Event was cancelled. */
export const ticketClosed = defineDomainEvent({
  type: 'TicketClosed',
  aggregateType: 'inventory',
  schemaVersion: 1,
  summary: 'The Ticket is off the market: withdrawn, refunded, or its Event was cancelled.',
  schema: inventoryState,
  example: { ...inventoryExample, status: 'withdrawn' },
});
export type TicketClosed = DomainEventOf<typeof ticketClosed>;
