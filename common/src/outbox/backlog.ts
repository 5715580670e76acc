import type { Clock } from '../clock.js';
import type { Database } from '../mongo/index.js';
import type { Backlog } from './relay-metrics.js';
import { dueAtOnce, outboxRows } from './row.model.js';

/** Counting further would cost more than it tells. */
const countMax = 100_000;

/** How much waits, and for how long: four statements, all on the relay's own indexes. */
export async function readBacklog(database: Database, clock: Clock): Promise<Backlog> {
  const rows = outboxRows(database);
  const pending = await rows.countDocuments({ pending: true }, { limit: countMax });
  const parked = await rows.countDocuments({ parkedAt: { $exists: true } }, { limit: countMax });
  if (pending === 0) return { pending, parked, oldestAgeSeconds: 0 };
  const projection = { occurredAt: 1 } as const;
  const untried = await rows.findOne(
    { pending: true, nextAttemptAt: dueAtOnce },
    { projection, sort: { _id: 1 } },
  );
  const putOff = await rows.findOne(
    { pending: true, nextAttemptAt: { $gt: dueAtOnce } },
    { projection, sort: { occurredAt: 1 } },
  );
  const ages = [untried, putOff].flatMap((row) =>
    row === null ? [] : [(clock.now().getTime() - row.occurredAt.getTime()) / 1_000],
  );
  return { pending, parked, oldestAgeSeconds: Math.max(0, ...ages) };
}
