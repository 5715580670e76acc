import type { Clock } from '../clock.js';
import type { Database } from '../mongo/index.js';
import type { Backlog } from './relay-metrics.js';
import { dueAtOnce, outboxRows } from './row.model.js';

/** Counting further would cost more than it tells. */
const countMax = 100_000;

interface Part {
  readonly pending?: number;
  readonly parked?: number;
  readonly occurredAt?: Date;
}

const count = (as: string, $match: object) => [{ $match }, { $limit: countMax }, { $count: as }];
const oldest = (nextAttemptAt: object, $sort: Record<string, 1>) => [
  { $match: { pending: true, nextAttemptAt } },
  { $sort },
  { $limit: 1 },
  { $project: { _id: 0, occurredAt: 1 } },
];

/** How much waits, and for how long: one statement, whose parts are all on the relay's indexes. */
export async function readBacklog(database: Database, clock: Clock): Promise<Backlog> {
  const coll = 'outbox';
  const parts = await outboxRows(database)
    .aggregate<Part>([
      ...count('pending', { pending: true }),
      { $unionWith: { coll, pipeline: count('parked', { parkedAt: { $exists: true } }) } },
      { $unionWith: { coll, pipeline: oldest({ $eq: dueAtOnce }, { _id: 1 }) } },
      { $unionWith: { coll, pipeline: oldest({ $gt: dueAtOnce }, { occurredAt: 1 }) } },
    ])
    .toArray();
  const ages = parts.flatMap(({ occurredAt }) =>
    occurredAt === undefined ? [] : [(clock.now().getTime() - occurredAt.getTime()) / 1_000],
  );
  return {
    pending: parts.reduce((sum, part) => sum + (part.pending ?? 0), 0),
    parked: parts.reduce((sum, part) => sum + (part.parked ?? 0), 0),
    oldestAgeSeconds: Math.max(0, ...ages),
  };
}
