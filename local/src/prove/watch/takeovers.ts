import type { Clock } from '@marquee/common/clock';
import type { Database } from '@marquee/common/mongo';
import { tryWithin, waitFor } from '../waiting.js';
import type { RelayingService, ServiceDatabases } from './service-databases.js';

const lookMsMax = 2_000;
const takeoverMsMax = 30_000;

interface LeaseRow {
  readonly _id: number;
  readonly owner: string | null;
}

interface RelayRow {
  readonly _id: string;
  readonly seenAt: Date;
}

/** When each relay was last heard of, by its name. */
type Heartbeats = ReadonlyMap<string, number>;

export interface Takeovers {
  /** A process with this service's relay was killed just now: who has its partitions, and when? */
  watch(service: string): void;
  /** How long it took until every partition had an owner who lives, in milliseconds. */
  readonly tookMs: readonly number[];
  /** Waits for those that are still looked for. */
  settle(): Promise<void>;
}

export function watchTakeovers(databases: ServiceDatabases, clock: Clock): Takeovers {
  const tookMs: number[] = [];
  const underWay = new Set<Promise<void>>();

  async function measure(database: Database): Promise<void> {
    const startedAtMs = performance.now();
    const before = await tryWithin(lookMsMax, () => readHeartbeats(database));
    if (before === null) return;
    const isTaken = await waitFor(takeoverMsMax, async () => {
      const isDone = await tryWithin(lookMsMax, () => isOwnedByTheLiving(database, before));
      return isDone === true ? true : null;
    });
    if (isTaken !== null) tookMs.push(performance.now() - startedAtMs);
  }

  return {
    tookMs,
    watch(service) {
      const database = databases.all.get(service as RelayingService);
      if (database === undefined) return;
      const done = measure(database).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async settle() {
      await Promise.race([Promise.all(underWay), clock.sleep(takeoverMsMax)]);
    },
  };
}

async function readHeartbeats({ connection }: Database): Promise<Heartbeats> {
  const rows = await connection.collection<RelayRow>('outbox_relays').find().toArray();
  return new Map(rows.map(({ _id, seenAt }) => [_id, seenAt.getTime()]));
}

/** Whoever was heard of since, or is new, lives. */
async function isOwnedByTheLiving(database: Database, before: Heartbeats): Promise<boolean> {
  const leases = await database.connection.collection<LeaseRow>('outbox_leases').find().toArray();
  const now = await readHeartbeats(database);
  const living = (owner: string) => now.has(owner) && now.get(owner) !== before.get(owner);
  return leases.every(({ owner }) => owner !== null && living(owner));
}
