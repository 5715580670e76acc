import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { inventoryExample, inventoryState } from './state.js';

/** A hold ended without a sale, or a sale was refunded; the Ticket can be bought again. */
export const ticketReleased = defineDomainEvent({
  type: 'TicketReleased',
  aggregateType: 'inventory',
  schemaVersion: 1,
  summary: 'A hold ended without a sale, or a sale was refunded; the Ticket can be bought again.',
  schema: inventoryState,
  example: inventoryExample,
});
export type TicketReleased = DomainEventOf<typeof ticketReleased>;
