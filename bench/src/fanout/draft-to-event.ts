import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { newId } from '@marquee/common/ids';
import type { DomainEventDraft } from '@marquee/common/outbox';

/** As our outbox would make it, where a bench has no database. */
export function draftToEvent({ contract, ...draft }: DomainEventDraft): DomainEvent {
  const { type, schemaVersion, aggregateType } = contract;
  const { aggregateId, aggregateVersion, data } = draft;
  const cause = { correlationId: aggregateId, causationId: aggregateId };
  const head = { id: newId<DomainEvent['id']>(), type, schemaVersion, aggregateType, ...cause };
  return { ...head, aggregateId, aggregateVersion, occurredAt: new Date().toISOString(), data };
}
