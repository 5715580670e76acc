import { hostname } from 'node:os';
import type { Clock } from '../../clock.js';
import { between, type FaultPoint, noFaults } from '../../fault-point.js';
import { newId } from '../../ids.js';
import { createLoop } from '../../lifecycle/create-loop.js';
import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';
import { type Database, withinMs } from '../../mongo/index.js';
import type { PartitionLeases } from '../leases.js';
import { release, remember, settle } from './held-leases.js';
import { withFaultPoints } from './lease-fault-points.js';
import { lostAmong } from './lease-fence.js';
import { createLeaseKeeper } from './lease-keeper.js';
import { createLeaseMetrics } from './lease-metrics.js';
import { createLeaseState } from './lease-state.js';
import { createLeaseStore } from './lease-store.js';
import { readLeaseTable } from './lease-table.js';
import { type LeaseTimes, leaseDefaults } from './lease-times.js';
import { createMembershipHint } from './membership-hint.js';
import { createQueue } from './queue.js';

export interface PartitionLeasesDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What people find in the list of relays, with this process; it is made unique here. */
  readonly name: string;
  readonly times?: Partial<LeaseTimes>;
  readonly faultPoint?: FaultPoint;
}

/**
 * Shares the 64 partitions of a database's outbox among the relays that start leases on it, each
 * an equal share. A relay that stops gives its share back; one that dies loses it `leaseMs` after
 * its last heartbeat on the database's clock, and stops believing in it `marginMs` earlier on its
 * own. While the database is away nothing is owned; nothing here throws then but `verify` and
 * `rememberBrokerOrigin`.
 */
export function createPartitionLeases(dependencies: PartitionLeasesDependencies): PartitionLeases {
  const { database, clock, name } = dependencies;
  const times = { ...leaseDefaults, ...dependencies.times };
  const logger = dependencies.logger.child({ job: `${database.name}.leases` });
  const newOwner = () => `${name}@${hostname()}:${process.pid}/${newId()}`;
  const faultPoint = dependencies.faultPoint ?? noFaults;
  const store = withFaultPoints(createLeaseStore(database, times), faultPoint);
  const state = createLeaseState(database, newOwner());
  const keeper = createLeaseKeeper({
    ...{ state, store, times, logger, newOwner },
    metrics: createLeaseMetrics(dependencies.metrics, database.name),
    readTable: () =>
      between(faultPoint, 'leases.look', () =>
        withinMs(times.statementMsMax, readLeaseTable(database)),
      ),
  });
  const inTurn = createQueue();
  let heartbeatAtMs = 0;
  let lookAtMs = 0;
  let isInTrouble = false;

  async function turn(): Promise<{ sleepMs: number }> {
    hint.watch();
    if (performance.now() >= heartbeatAtMs) {
      heartbeatAtMs = performance.now() + times.heartbeatMs;
      const { isNew } = await keeper.heartbeat();
      if (isNew) lookAtMs = 0;
    }
    if (isInTrouble) logger.info('The leases are renewed again');
    isInTrouble = false;
    await keeper.writeDown();
    if (performance.now() >= lookAtMs) {
      lookAtMs = Number.POSITIVE_INFINITY;
      const { againInMs } = await keeper.look();
      // Sooner when a hint came meanwhile, which this look may have been too early for.
      lookAtMs = Math.min(lookAtMs, performance.now() + againInMs);
    }
    return { sleepMs: Math.max(Math.min(heartbeatAtMs, lookAtMs) - performance.now(), 0) };
  }

  /** A statement that failed is repeated soon: the rest of our time is short. */
  function turnAgain(error: unknown): { sleepMs: number } {
    if (!isInTrouble) logger.warn({ err: error }, 'The leases could not be renewed; tried again');
    isInTrouble = true;
    heartbeatAtMs = 0;
    lookAtMs = 0;
    return { sleepMs: times.hurryMs };
  }

  const loop = createLoop({
    name: `${database.name}.leases`,
    ...{ clock, logger },
    turn: (signal) =>
      inTurn(async () => (signal.aborted ? { sleepMs: 0 } : turn())).catch(turnAgain),
  });
  function lookNow(): void {
    lookAtMs = 0;
    loop.wake();
  }
  const hint = createMembershipHint(database, logger, lookNow);

  return {
    start: () => loop.start(),
    current: state.current,
    onChange: state.onChange,
    brokerOriginOf: (partition) => state.held().rows.get(partition)?.brokerOrigin ?? null,
    acknowledged: store.findAcknowledged,
    verify: (partitions) => inTurn(() => keeper.verify(partitions)).finally(lookNow),
    settled(partition) {
      state.set(settle(state.held(), partition));
      loop.wake();
    },
    released(partition) {
      state.set(release(state.held(), partition));
      loop.wake();
    },
    rememberBrokerOrigin: (partitions, origin) =>
      inTurn(async () => {
        if (partitions.length === 0) return;
        const { owner } = state.held();
        const epochs = state.epochs();
        const kept = await store.rememberBrokerOrigin(owner, epochs, partitions, origin);
        state.set(remember(state.held(), kept, origin));
        if (kept.length < partitions.length) throw lostAmong(partitions, kept);
      }),
    async stop() {
      await loop.stop();
      state.time.end();
      await inTurn(() => keeper.leave()).catch((error: unknown) =>
        logger.warn({ err: error }, 'The leases were not given back; they end by themselves'),
      );
      await hint.stop();
    },
  };
}
