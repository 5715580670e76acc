import { type Clock, systemClock } from '../clock.js';
import type { FaultPoint } from '../fault-point.js';
import { createMetrics, type Metrics } from '../metrics/index.js';
import type { Database } from '../mongo/index.js';
import { createPartitionLeases } from '../outbox/leases/create-partition-leases.js';
import { partitionsWithoutOwner, readLeaseTable } from '../outbox/leases/lease-table.js';
import type { LeaseTimes } from '../outbox/leases/lease-times.js';
import type { Fence, PartitionLeases } from '../outbox/leases.js';
import { aSilentLogger } from './builders.js';
import { until } from './until.js';

/** Fast enough for a test, slow enough for a busy machine. */
export const testLeaseTimes: LeaseTimes = {
  leaseMs: 800,
  heartbeatMs: 150,
  marginMs: 200,
  lookMsMax: 500,
  hurryMs: 20,
  statementMsMax: 2_000,
};

export interface LeaseRelayOptions {
  readonly database: Database;
  readonly clock?: Clock;
  readonly times?: Partial<LeaseTimes>;
  readonly metrics?: Metrics;
  readonly faultPoint?: FaultPoint;
  /** False: it keeps what others want, as a relay does whose publishes do not end. */
  readonly givesAway?: boolean;
}

/** A relay's leases, without the relay. */
export async function startLeases(
  name: string,
  { givesAway = true, times, ...options }: LeaseRelayOptions,
): Promise<PartitionLeases> {
  const leases = createPartitionLeases({
    ...{ clock: systemClock, logger: aSilentLogger(), metrics: createMetrics() },
    ...options,
    name,
    times: { ...testLeaseTimes, ...times },
  });
  if (givesAway) leases.onChange(() => leases.current().releasing.forEach(leases.released));
  await leases.start();
  return leases;
}

/** Owns everything, and is heard of no more, as after a SIGKILL: its leases run out. */
export async function startDyingLeases(
  name: string,
  database: Database,
  options: Pick<LeaseRelayOptions, 'metrics'> = {},
): Promise<PartitionLeases> {
  const times = { heartbeatMs: 1e9, lookMsMax: 1e9 };
  for (;;) {
    const dying = await startLeases(name, { database, times, givesAway: false, ...options });
    const untilMs = performance.now() + testLeaseTimes.leaseMs;
    await until(() => ownedBy(dying).length === 64 || performance.now() > untilMs);
    if (ownedBy(dying).length === 64) return dying;
    // On a busy machine its time is over before it has everything.
    await dying.stop();
  }
}

export function ownedBy(leases: PartitionLeases): readonly number[] {
  const { partitions } = leases.current();
  if (partitions === 'all') throw new Error('Leases do not own everything unasked');
  return partitions;
}

export function fenceOf(leases: PartitionLeases): Fence {
  const { fence } = leases.current();
  if (fence === null) throw new Error('Leases are always fenced');
  return fence;
}

/** Whether `relays` have all 64, each once, in equal shares; in memory as in the database. */
export async function areShared(
  database: Database,
  relays: readonly PartitionLeases[],
): Promise<boolean> {
  const owned = relays.flatMap(ownedBy);
  const sizes = relays.map((relay) => ownedBy(relay).length);
  if (new Set(owned).size !== 64 || owned.length !== 64) return false;
  if (Math.max(...sizes) - Math.min(...sizes) > 1) return false;
  return partitionsWithoutOwner(await readLeaseTable(database)).length === 0;
}
