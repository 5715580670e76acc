import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { newId } from '@marquee/common/ids';
import { aDraft, anAggregateId } from './side.js';

/** As our outbox would make it of its row, for peers that have no outbox. */
export function anEvent(): DomainEvent {
  const { contract, aggregateId, data } = aDraft(anAggregateId());
  const { type, schemaVersion, aggregateType } = contract;
  const cause = { correlationId: aggregateId, causationId: aggregateId };
  const head = { id: newId<DomainEvent['id']>(), type, schemaVersion, aggregateType, ...cause };
  const occurredAt = new Date().toISOString();
  return { ...head, aggregateId, aggregateVersion: 1, occurredAt, data };
}
