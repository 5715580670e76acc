import type { Clock } from '../../clock.js';
import type { Database } from '../../mongo/index.js';
import { readBacklog } from '../backlog.js';
import { type LeaseTable, partitionsWithoutOwner, readLeaseTable } from '../leases/lease-table.js';
import { outboxRows } from '../row.model.js';
import { replayRuns } from './replay-runs.js';

export interface RelayStatus {
  readonly owner: string;
  readonly isAlive: boolean;
  readonly heartbeatAgeSeconds: number;
  readonly partitions: readonly number[];
  readonly cautiousPartitions: readonly number[];
}

export interface ReplayStatus {
  readonly runId: string;
  /** False: the run was interrupted before all its rows were marked, or still marks them. */
  readonly isMarked: boolean;
  readonly rowsPending: number;
}

export interface OutboxStatus {
  readonly pending: number;
  readonly oldestAgeSeconds: number;
  readonly parked: number;
  /** Null where no relay ever leased partitions, as with the in-process bus. */
  readonly leases: {
    readonly relays: readonly RelayStatus[];
    readonly partitionsWithoutOwner: readonly number[];
    readonly brokerOrigins: readonly string[];
  } | null;
  /** Those that are not over. */
  readonly replays: readonly ReplayStatus[];
}

/** How the outbox of a database is doing; a handful of statements on the relay's indexes. */
export async function readOutboxStatus(database: Database, clock: Clock): Promise<OutboxStatus> {
  const table = await readLeaseTable(database);
  const { pending, oldestAgeSeconds, parked } = await readBacklog(database, clock);
  return {
    ...{ pending, oldestAgeSeconds, parked },
    leases: table.leases.length === 0 ? null : leasesOf(table),
    replays: await readReplays(database),
  };
}

function leasesOf(table: LeaseTable) {
  const { members, leases } = table;
  const origins = leases.flatMap(({ brokerOrigin }) => brokerOrigin ?? []);
  return {
    relays: members.map(({ owner, heartbeatAgeMs, leftMs }): RelayStatus => {
      const owned = leases.filter((lease) => lease.owner === owner);
      return {
        owner,
        isAlive: leftMs > 0,
        heartbeatAgeSeconds: heartbeatAgeMs / 1_000,
        partitions: owned.map((lease) => lease._id).sort((left, right) => left - right),
        cautiousPartitions: owned.filter((lease) => lease.isCautious).map((lease) => lease._id),
      };
    }),
    partitionsWithoutOwner: partitionsWithoutOwner(table),
    brokerOrigins: [...new Set(origins)],
  };
}

async function readReplays(database: Database): Promise<ReplayStatus[]> {
  const pending = await outboxRows(database)
    .aggregate<{ _id: string; rows: number }>([
      { $match: { pending: true, replay: { $exists: true } } },
      { $group: { _id: '$replay', rows: { $sum: 1 } } },
    ])
    .toArray();
  const unmarked = await replayRuns(database)
    .find({ finishedAt: { $exists: false } })
    .toArray();
  const rowsOf = new Map(pending.map((run) => [run._id, run.rows]));
  const runIds = new Set([...rowsOf.keys(), ...unmarked.map((run) => run._id)]);
  return [...runIds].sort().map((runId) => ({
    runId,
    isMarked: !unmarked.some((run) => run._id === runId),
    rowsPending: rowsOf.get(runId) ?? 0,
  }));
}
