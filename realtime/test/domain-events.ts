import type { DomainEvent, DomainEventContract } from '@marquee/common/contracts/domain-event';
import { type InventoryState, ticketHeld } from '@marquee/common/contracts/inventory';
import { type EventId, newId, type TicketId } from '@marquee/common/ids';

/** A domain event with a contract's example as its state, changed where a test cares. */
export function aDomainEvent<Data>(
  contract: DomainEventContract<string, Data>,
  change: Partial<Data> = {},
  { id = newId<TicketId>(), version = 1 }: { id?: string; version?: number } = {},
): DomainEvent {
  return {
    ...{ id: newId(), type: contract.type, schemaVersion: contract.schemaVersion },
    ...{ aggregateType: contract.aggregateType, aggregateId: id, aggregateVersion: version },
    ...{ occurredAt: new Date().toISOString(), correlationId: 'test', causationId: 'test' },
    data: { ...contract.example, ...change },
  };
}

export function aTicketChange(
  eventId: EventId,
  ticketId: TicketId,
  version = 1,
  change: Partial<InventoryState> = {},
): DomainEvent {
  return aDomainEvent(ticketHeld, { eventId, ticketId, ...change }, { id: ticketId, version });
}
