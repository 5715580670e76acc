import type { DomainEvent } from '../contracts/domain-event.js';
import { isUuidV7, madeAt } from '../ids.js';
import type { Snapshot } from './snapshot.js';

export interface BaseRule {
  /** When the consumer was started for the first time, by the database's clock. */
  readonly bornAt: Date;
  /** How long an earlier version of an older aggregate may still come. */
  readonly baseWaitMs: number;
}

/**
 * The version that was applied last; 0 when the first one has to come; null when that cannot be
 * said yet.
 *
 * An aggregate made after the consumer's birth must start at 1. An older one may start at any
 * version, because the bus need not bring what was said before: the lowest one that came within
 * `baseWaitMs` is its base, and whatever is below it is passed over for good, also in a replay.
 */
export function lastVersionOf(
  key: string,
  sorted: readonly DomainEvent[],
  snapshot: Snapshot,
  { bornAt, baseWaitMs }: BaseRule,
): number | null {
  const known = snapshot.versions.get(key);
  if (known !== undefined) return known;
  const [first] = sorted;
  const queue = snapshot.queues.get(key);
  const lowest = Math.min(first?.aggregateVersion ?? 1, queue?.lowest ?? Number.POSITIVE_INFINITY);
  if (lowest === 1 || first === undefined || !wasMadeBefore(first.aggregateId, bornAt)) return 0;
  if (queue === undefined) return null;
  const waitedMs = snapshot.now.getTime() - queue.since.getTime();
  return waitedMs < baseWaitMs ? null : lowest - 1;
}

function wasMadeBefore(aggregateId: string, birth: Date): boolean {
  return isUuidV7(aggregateId) && madeAt(aggregateId) < birth;
}
