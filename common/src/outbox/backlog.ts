import type { Clock } from '../clock.js';
import type { Database } from '../mongo/index.js';
import type { Backlog } from './relay-metrics.js';
import { dueAtOnce, outboxRows } from './row.model.js';
import { statementMsMax } from './statements.js';

/** Counting further would cost more than it tells. */
const countMax = 100_000;
/** So many parked aggregates are known by name; more of them need a person more than a figure. */
const parkedAggregatesMax = 1_000;

interface Part {
  readonly pending?: number;
  readonly parked?: number;
  readonly occurredAt?: Date;
}

const count = (as: string, $match: object) => [{ $match }, { $limit: countMax }, { $count: as }];
/** An operator's replay is as old as it should be; it says nothing of how late events leave. */
const oldest = (nextAttemptAt: object, aggregateId: object, $sort: Record<string, 1>) => [
  { $match: { pending: true, nextAttemptAt, aggregateId, replay: { $exists: false } } },
  { $sort },
  { $limit: 1 },
  { $project: { _id: 0, occurredAt: 1 } },
];

/**
 * How much waits, and for how long: two statements on the relay's indexes. Where very many rows were
 * put off, as after a large replay, the oldest of them takes long to find: it is given up then, and
 * the relay goes on meanwhile. What is behind a parked row waits for a person, not for the relay: it
 * counts, but has no age.
 */
export async function readBacklog(database: Database, clock: Clock): Promise<Backlog> {
  const coll = 'outbox';
  const goesOn = { $nin: await parkedAggregates(database) };
  const untried = oldest({ $eq: dueAtOnce }, goesOn, { _id: 1 });
  const putOff = oldest({ $gt: dueAtOnce }, goesOn, { occurredAt: 1 });
  const parts = await outboxRows(database)
    .aggregate<Part>(
      [
        ...count('pending', { pending: true }),
        { $unionWith: { coll, pipeline: count('parked', { parkedAt: { $exists: true } }) } },
        { $unionWith: { coll, pipeline: untried } },
        { $unionWith: { coll, pipeline: putOff } },
      ],
      { maxTimeMS: statementMsMax },
    )
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

async function parkedAggregates(database: Database): Promise<string[]> {
  const found = await outboxRows(database)
    .aggregate<{ readonly _id: string }>([
      { $match: { parkedAt: { $exists: true } } },
      { $limit: parkedAggregatesMax },
      { $group: { _id: '$aggregateId' } },
    ])
    .toArray();
  return found.map(({ _id }) => _id);
}
