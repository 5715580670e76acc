import type { DomainEvent } from '../../contracts/domain-event.js';

interface Last {
  readonly version: number;
  readonly sequence: number;
}

/**
 * The last message of each aggregate's subject as far as this process knows: what it published
 * lately. Bounded; forgetting costs one question to the server.
 */
export function createExpectedSequences(aggregatesMax = 50_000) {
  const byAggregateId = new Map<string, Last>();
  return {
    /** What must be last for the event to follow; null when the server has to be asked. */
    before(event: DomainEvent): number | null {
      if (event.aggregateVersion === 1) return 0;
      const last = byAggregateId.get(event.aggregateId);
      return last?.version === event.aggregateVersion - 1 ? last.sequence : null;
    },
    remember(event: DomainEvent, sequence: number): void {
      byAggregateId.delete(event.aggregateId);
      byAggregateId.set(event.aggregateId, { version: event.aggregateVersion, sequence });
      if (byAggregateId.size <= aggregatesMax) return;
      const [oldest] = byAggregateId.keys();
      if (oldest !== undefined) byAggregateId.delete(oldest);
    },
  };
}
