import type { DomainEvent } from '../contracts/domain-event.js';
import { type Planner, unknownOnes } from './plan.js';
import { versionKey } from './rows.js';

const nothing: ReadonlySet<string> = new Set();

/** Of each aggregate the newest event, if it is newer than what was applied last. */
export function planStates(consumer: string): Planner {
  return (events, snapshot) => {
    const fresh = unknownOnes(consumer, events, snapshot);
    const newest = new Map<string, DomainEvent>();
    for (const event of fresh) {
      const key = versionKey(consumer, event);
      const best = newest.get(key)?.aggregateVersion ?? snapshot.versions.get(key) ?? 0;
      if (event.aggregateVersion > best) newest.set(key, event);
    }
    const versions = [...newest].map(([key, { aggregateVersion: version }]) => {
      return { key, last: snapshot.versions.get(key) ?? null, version };
    });
    const apply = [...newest.values()];
    return { apply, done: fresh, versions, waits: [], awaitsBase: nothing, hasMore: false };
  };
}
