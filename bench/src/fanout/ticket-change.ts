import { ticketHeld } from '@marquee/common/contracts/inventory';
import { type EventId, newId, type TicketId } from '@marquee/common/ids';
import type { DomainEventDraft } from '@marquee/common/outbox';

/** A seat of an Event is held; its price is its number, by which listeners know it again. */
export function aTicketChange(eventId: EventId, number: number): DomainEventDraft {
  const ticketId = newId<TicketId>();
  const price = { amount: number, currency: 'EUR' } as const;
  const data = { ...ticketHeld.example, eventId, ticketId, price };
  return { contract: ticketHeld, aggregateId: ticketId, aggregateVersion: 1, data };
}

const numbers = /"amount":(\d+)/g;

/** The numbers of the changes that a message brings. */
export const numbersIn = (message: string): number[] =>
  [...message.matchAll(numbers)].map(([, number]) => Number(number));
