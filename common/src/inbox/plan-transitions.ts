import type { DomainEvent } from '../contracts/domain-event.js';
import { type BaseRule, lastVersionOf } from './base-version.js';
import { type Planner, unknownOnes, type VersionChange } from './plan.js';
import { inboxId, versionKey } from './rows.js';
import { type Snapshot, waitingWindow } from './snapshot.js';

/**
 * Of each aggregate the versions that follow the last one without a gap, those that waited
 * included. What is behind a gap waits; what is not above the last version was applied before the
 * inbox forgot its id, or lies before the consumer's base.
 */
export function planTransitions(consumer: string, baseRule: BaseRule): Planner {
  return (events, snapshot) => {
    const plan = emptyPlan();
    const candidates = [
      ...snapshot.waiting.map((row) => row.event),
      ...unknownOnes(consumer, events, snapshot),
    ];
    for (const [key, found] of byAggregate(consumer, candidates)) {
      const last = lastVersionOf(key, found, snapshot, baseRule);
      if (last === null) {
        for (const event of found) plan.awaitsBase.add(event.id);
        plan.waits.push(...found);
        continue;
      }
      const run = followingRun(found, last);
      const nextVersion = last + run.length + 1;
      plan.apply.push(...run);
      plan.done.push(...found.filter((event) => event.aggregateVersion < nextVersion));
      plan.waits.push(...found.filter((event) => event.aggregateVersion > nextVersion));
      if (run.length > 0) plan.versions.push(changeOf(key, last, run.length, snapshot));
      plan.hasMore ||= run.length >= waitingWindow;
    }
    const { waitingIds, waiting } = snapshot;
    const stored = new Set([...waitingIds, ...waiting.map((row) => row._id)]);
    const isNew = (event: DomainEvent) => !stored.has(inboxId(consumer, event));
    const waits = plan.waits.filter(isNew);
    // They are on record from now on, which may settle the base at once.
    const hasMore = plan.hasMore || waits.some((event) => plan.awaitsBase.has(event.id));
    return { ...plan, waits, hasMore };
  };
}

function emptyPlan() {
  return {
    apply: [] as DomainEvent[],
    done: [] as DomainEvent[],
    versions: [] as VersionChange[],
    waits: [] as DomainEvent[],
    awaitsBase: new Set<string>(),
    hasMore: false,
  };
}

/** Each aggregate's events, once each, the lowest version first. */
function byAggregate(
  consumer: string,
  events: readonly DomainEvent[],
): ReadonlyMap<string, readonly DomainEvent[]> {
  const groups = new Map<string, Map<string, DomainEvent>>();
  for (const event of events) {
    const key = versionKey(consumer, event);
    groups.set(key, (groups.get(key) ?? new Map<string, DomainEvent>()).set(event.id, event));
  }
  const sorted = (group: Map<string, DomainEvent>) =>
    [...group.values()].sort((a, b) => a.aggregateVersion - b.aggregateVersion);
  return new Map([...groups].map(([key, group]) => [key, sorted(group)]));
}

function followingRun(sorted: readonly DomainEvent[], last: number): readonly DomainEvent[] {
  const run: DomainEvent[] = [];
  for (const event of sorted) {
    if (event.aggregateVersion === last + run.length + 1) run.push(event);
  }
  return run;
}

function changeOf(key: string, last: number, count: number, snapshot: Snapshot): VersionChange {
  const version = last + count;
  return snapshot.versions.has(key)
    ? { key, last, version }
    : { key, last: null, version, base: last + 1 };
}
