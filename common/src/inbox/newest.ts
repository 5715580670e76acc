import type { DomainEvent } from '../contracts/domain-event.js';

export interface VersionChange {
  readonly key: string;
  /** The version applied last, or null for an aggregate this consumer has not seen. */
  readonly last: number | null;
  readonly event: DomainEvent;
}

/** Of each aggregate the newest event, if it is newer than what was applied last. */
export function newestPerAggregate(
  consumer: string,
  events: readonly DomainEvent[],
  lastVersions: ReadonlyMap<string, number>,
): readonly VersionChange[] {
  const changes = new Map<string, VersionChange>();
  for (const event of events) {
    const key = versionKey(consumer, event);
    const last = lastVersions.get(key) ?? null;
    const best = changes.get(key)?.event.aggregateVersion ?? last ?? 0;
    if (event.aggregateVersion > best) changes.set(key, { key, last, event });
  }
  return [...changes.values()];
}

/** The `_id` of what a consumer last applied of an event's aggregate. */
export function versionKey(consumer: string, event: DomainEvent): string {
  return `${consumer}:${event.aggregateType}:${event.aggregateId}`;
}
