import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { inventoryExample, inventoryState } from './state.js';

/** A Ticket can be bought. */
export const ticketOpened = defineDomainEvent({
  type: 'TicketOpened',
  aggregateType: 'inventory',
  schemaVersion: 1,
  summary: 'A Ticket can be bought.',
  schema: inventoryState,
  example: inventoryExample,
});
export type TicketOpened = DomainEventOf<typeof ticketOpened>;
