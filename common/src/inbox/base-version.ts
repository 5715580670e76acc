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
 *
 * That it came is on record before it or a later one is applied: one that fails, is parked or
 * ends its process in one replica is not passed over by another replica that has a later one.
 */
export function lastVersionOf(
  key: string,
  sorted: readonly DomainEvent[],
  { versions, brought: all, now }: Snapshot,
  { bornAt, baseWaitMs }: BaseRule,
): number | null {
  const known = versions.get(key);
  if (known !== undefined) return known;
  const [first] = sorted;
  if (first === undefined || !wasMadeBefore(first.aggregateId, bornAt)) return 0;
  const brought = all.get(key);
  if (brought === undefined || first.aggregateVersion < brought.lowest) return null;
  const waitedMs = now.getTime() - brought.since.getTime();
  return brought.lowest === 1 || waitedMs >= baseWaitMs ? brought.lowest - 1 : null;
}

function wasMadeBefore(aggregateId: string, birth: Date): boolean {
  return isUuidV7(aggregateId) && madeAt(aggregateId) < birth;
}
