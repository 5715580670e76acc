import type { Clock } from '@marquee/common/clock';
import type { Database } from '@marquee/common/mongo';
import type { OutboxRow } from '@marquee/common/outbox';
import { tryWithin } from '../waiting.js';
import type { ServiceDatabases } from './service-databases.js';

const recoveryMsMax = 10_000;
const ageMsMax = 1_000;
const lookEveryMs = 200;
const lookMsMax = 2_000;

export interface Recovery {
  /** After how long the oldest unpublished row was under a second old; null: not in time. */
  readonly afterMs: number | null;
  readonly pendingAtFirst: number;
}

/**
 * I8: watches, from the moment all is healed, until no row that is not behind a parked one has
 * waited for a second. A row's age is counted from when it was first seen here, since the clock of
 * whoever wrote it may be wrong: so it is not judged before a second is over.
 */
export async function watchRecovery(
  databases: Pick<ServiceDatabases, 'all'>,
  clock: Clock,
  msMax = recoveryMsMax,
): Promise<Recovery> {
  const startedAtMs = performance.now();
  const firstSeenAtMs = new Map<string, number>();
  let pendingAtFirst: number | null = null;
  for (;;) {
    const ids = await tryWithin(lookMsMax, () => readWaiting(databases));
    const nowMs = performance.now();
    for (const id of ids ?? []) firstSeenAtMs.set(id, firstSeenAtMs.get(id) ?? nowMs);
    pendingAtFirst ??= ids?.length ?? null;
    const oldestMs = Math.max(0, ...(ids ?? []).map((id) => nowMs - (firstSeenAtMs.get(id) ?? 0)));
    const elapsedMs = nowMs - startedAtMs;
    if (ids !== null && elapsedMs >= ageMsMax && oldestMs < ageMsMax)
      return { afterMs: elapsedMs, pendingAtFirst: pendingAtFirst ?? 0 };
    if (elapsedMs > msMax) return { afterMs: null, pendingAtFirst: pendingAtFirst ?? 0 };
    await clock.sleep(lookEveryMs);
  }
}

/** The ids of the rows that wait for nothing but their relay. */
async function readWaiting({ all }: Pick<ServiceDatabases, 'all'>): Promise<string[]> {
  const found = await Promise.all([...all.values()].map(readWaitingOf));
  return found.flat();
}

async function readWaitingOf({ connection }: Database): Promise<string[]> {
  const rows = connection.collection<OutboxRow>('outbox');
  const blocked = await rows.distinct('aggregateId', { parkedAt: { $exists: true } });
  const waiting = await rows
    .find({ pending: true, aggregateId: { $nin: blocked } }, { projection: { _id: 1 } })
    .toArray();
  return waiting.map((row) => row._id);
}
