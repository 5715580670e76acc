import type { AggregateType, DomainEvent } from '../../contracts/domain-event.js';

/** What was published since then, oldest first. */
export type History = (
  aggregateTypes: readonly AggregateType[],
  since: Date,
) => AsyncIterable<DomainEvent>;
