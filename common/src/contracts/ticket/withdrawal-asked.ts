import { type DomainEventOf, defineDomainEvent } from '../domain-event.js';
import { ticketExample, ticketState } from './state.js';

/** A seller wants a Ticket back; inventory decides. */
export const withdrawalAsked = defineDomainEvent({
  type: 'WithdrawalAsked',
  aggregateType: 'ticket',
  schemaVersion: 1,
  summary: 'A seller wants a Ticket back; inventory decides.',
  schema: ticketState,
  example: { ...ticketExample, withdrawalAsked: true },
});
export type WithdrawalAsked = DomainEventOf<typeof withdrawalAsked>;
