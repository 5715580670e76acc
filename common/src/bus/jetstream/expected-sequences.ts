import type { DomainEvent } from '../../contracts/domain-event.js';

interface Last {
  readonly version: number;
  readonly sequence: number;
}

/** Aggregates of two types may share an id: a payment has its order's. */
function keyOf({ aggregateType, aggregateId }: DomainEvent): string {
  return `${aggregateType}.${aggregateId}`;
}

/**
 * The last message of each aggregate's subject as far as this process knows: what it published
 * lately. Bounded; forgetting costs one question to the server.
 */
export function createExpectedSequences(aggregatesMax = 50_000) {
  const byAggregate = new Map<string, Last>();
  return {
    /** What must be last for the event to follow; null when the server has to be asked. */
    before(event: DomainEvent): number | null {
      if (event.aggregateVersion === 1) return 0;
      const last = byAggregate.get(keyOf(event));
      return last?.version === event.aggregateVersion - 1 ? last.sequence : null;
    },
    remember(event: DomainEvent, sequence: number): void {
      const key = keyOf(event);
      byAggregate.delete(key);
      byAggregate.set(key, { version: event.aggregateVersion, sequence });
      if (byAggregate.size <= aggregatesMax) return;
      const [oldest] = byAggregate.keys();
      if (oldest !== undefined) byAggregate.delete(oldest);
    },
  };
}
