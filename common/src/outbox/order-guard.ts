import type { Clock } from '../clock.js';
import { between, type FaultPoint } from '../fault-point.js';
import { isUuidV7, madeAt } from '../ids.js';
import type { AggregateRun } from './aggregate-runs.js';
import { aggregateKey, type Outcome } from './outcomes.js';
import type { PublishedVersions } from './published-versions.js';
import type { RelayOptions } from './relay-options.js';
import type { Predecessor } from './relay-reads.js';
import type { RelayStore } from './relay-store.js';
import { retentionMs } from './row.model.js';

const dayMs = 24 * 3_600_000;
/** A predecessor that is to be published is looked for again so long after its next try. */
const comingMs = 500;

export interface OrderGuardOptions {
  readonly store: Pick<RelayStore, 'findPredecessors'>;
  readonly published: PublishedVersions;
  readonly clock: Clock;
  readonly options: RelayOptions;
  readonly faultPoint: FaultPoint;
}

/**
 * Lets a run go only when the version before it is published; answers what must wait otherwise.
 * A predecessor that is not there counts as published only if it can have been removed after its
 * seven days, which the aggregate's id tells: a younger one has simply not arrived.
 */
export async function splitByOrder(
  runs: readonly AggregateRun[],
  { store, published, clock, options, faultPoint }: OrderGuardOptions,
): Promise<{ readonly ready: readonly AggregateRun[]; readonly waiting: readonly Outcome[] }> {
  const doubtful = runs.filter(({ key, rows: [{ aggregateVersion, partition }] }) => {
    return aggregateVersion > 1 && !published.isPublished(partition, key, aggregateVersion - 1);
  });
  if (doubtful.length === 0) return { ready: runs, waiting: [] };
  const found = await between(faultPoint, 'predecessors', () =>
    store.findPredecessors(doubtful.map((run) => run.rows[0])),
  );
  const predecessors = new Map(found.map((row) => [aggregateKey(row), row]));
  const held = new Set<AggregateRun>();
  const waiting = doubtful.flatMap((run): Outcome[] => {
    const afterMs = waitMs(run, predecessors.get(run.key), clock, options);
    if (afterMs === null) return [];
    held.add(run);
    return run.rows.map((row) => ({ kind: 'deferred', row, afterMs }));
  });
  return { ready: runs.filter((run) => !held.has(run)), waiting };
}

/** Null when nothing is in the way. The longer it has waited, the rarer it is looked at. */
function waitMs(
  run: AggregateRun,
  predecessor: Predecessor | undefined,
  clock: Clock,
  options: RelayOptions,
): number | null {
  if (predecessor?.publishedAt !== undefined) return null;
  if (predecessor?.parkedAt !== undefined) return options.backoffMsMax;
  const [first] = run.rows;
  const nowMs = clock.now().getTime();
  if (predecessor === undefined && isOlderThanRetention(first.aggregateId, nowMs)) return null;
  const waitedMs = nowMs - first.occurredAt.getTime();
  const comesInMs =
    predecessor && Math.max(predecessor.nextAttemptAt.getTime() - nowMs, 0) + comingMs;
  const afterMsMax = Math.min(comesInMs ?? Number.POSITIVE_INFINITY, options.backoffMsMax);
  return Math.min(Math.max(waitedMs / 4, options.backoffMsMin), afterMsMax);
}

function isOlderThanRetention(aggregateId: string, nowMs: number): boolean {
  return !isUuidV7(aggregateId) || nowMs - madeAt(aggregateId).getTime() > retentionMs - dayMs;
}
