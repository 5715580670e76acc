import type { DomainEventContract } from '@marquee/common/contracts/domain-event';
import type { EventState } from '@marquee/common/contracts/event';
import type { TicketState } from '@marquee/common/contracts/ticket';
import type { DomainEventDraft } from '@marquee/common/outbox';
import type { Event } from '../domain/event.js';
import type { Ticket } from '../domain/ticket.js';

/** What the world is told of an Event: its state after the change, at its new version. */
export function eventDraft(
  contract: DomainEventContract<string, EventState>,
  event: Event,
): DomainEventDraft<EventState> {
  const { id, organiserId, title, description, venue, startsAt, endsAt, category, status } = event;
  const data: EventState = {
    eventId: id,
    organiserId,
    title,
    description,
    venue,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    category,
    status,
  };
  return { contract, aggregateId: id, aggregateVersion: event.version, data };
}

/** What inventory is told of a Ticket: what its seller asks for, at its new version. */
export function ticketDraft(
  contract: DomainEventContract<string, TicketState>,
  ticket: Ticket,
): DomainEventDraft<TicketState> {
  const { id, eventId, sellerId, section, row, seat, askingPrice, withdrawalAsked } = ticket;
  const data: TicketState = {
    ticketId: id,
    eventId,
    sellerId,
    section,
    row,
    seat,
    askingPrice,
    withdrawalAsked,
  };
  return { contract, aggregateId: id, aggregateVersion: ticket.version, data };
}
