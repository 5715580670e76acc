import type { Database } from '@marquee/common/mongo';
import { tryWithin, waitFor } from '../waiting.js';
import type { RelayingService, ServiceDatabases } from './service-databases.js';

const lookMsMax = 2_000;
/** Who has not taken over by then never does. */
export const takeoverMsMax = 30_000;

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

export interface Takeover {
  /** The process that was killed, and whose partitions others had to take. */
  readonly target: string;
  readonly service: string;
  /** When it was killed, by `performance.now()`. */
  readonly fromMs: number;
  /** How long until every partition had an owner who lives; null: not within half a minute. */
  readonly tookMs: number | null;
  /** The longest that we waited for one answer of the database: what was slow for us, was for them. */
  readonly slowestLookMs: number;
}

export interface Takeovers {
  /** A process with this service's relay was killed just now: who has its partitions, and when? */
  watch(service: string, target: string): void;
  /** All of them, those that never happened included. */
  readonly all: readonly Takeover[];
  /** Waits for those that are still looked for. */
  settle(): Promise<void>;
}

export function watchTakeovers(
  databases: Pick<ServiceDatabases, 'all'>,
  msMax = takeoverMsMax,
): Takeovers {
  const all: Takeover[] = [];
  const underWay = new Set<Promise<void>>();

  async function measure(database: Database, service: string, target: string): Promise<void> {
    const fromMs = performance.now();
    let slowestLookMs = 0;
    let before: Heartbeats | null = null;
    async function look(): Promise<true | null> {
      const lookedAtMs = performance.now();
      const isDone = await tryWithin(lookMsMax, async () => {
        before ??= await readHeartbeats(database);
        return isOwnedByTheLiving(database, before);
      });
      slowestLookMs = Math.max(slowestLookMs, performance.now() - lookedAtMs);
      return isDone === true ? true : null;
    }
    const isTaken = await waitFor(msMax, look);
    const tookMs = isTaken === null ? null : performance.now() - fromMs;
    all.push({ target, service, fromMs, tookMs, slowestLookMs });
  }

  return {
    all,
    watch(service, target) {
      const database = databases.all.get(service as RelayingService);
      if (database === undefined) return;
      const done = measure(database, service, target).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async settle() {
      await Promise.all(underWay);
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
  return leases.length > 0 && leases.every(({ owner }) => owner !== null && living(owner));
}
