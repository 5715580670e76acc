import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { inventoryExample, inventoryState } from './state.js';

/** A buyer holds the Ticket. */
export const ticketHeld = defineDomainEvent({
  type: 'TicketHeld',
  aggregateType: 'inventory',
  schemaVersion: 1,
  summary: 'A buyer holds the Ticket.',
  schema: inventoryState,
  example: { ...inventoryExample, status: 'held' },
});
export type TicketHeld = DomainEventOf<typeof ticketHeld>;
