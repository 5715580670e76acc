import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { ticketExample, ticketState } from './state.js';

/** A seller offers a Ticket; inventory opens it. */
export const ticketListed = defineDomainEvent({
  type: 'TicketListed',
  aggregateType: 'ticket',
  schemaVersion: 1,
  summary: 'A seller offers a Ticket; inventory opens it.',
  schema: ticketState,
  example: ticketExample,
});
export type TicketListed = DomainEventOf<typeof ticketListed>;
