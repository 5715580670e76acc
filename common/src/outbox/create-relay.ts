import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { type FaultPoint, noFaults } from '../fault-point.js';
import type { Job } from '../lifecycle/service.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';
import { type Database, ensureIndexes } from '../mongo/index.js';
import { allPartitions } from './all-partitions.js';
import { createPartitionLeases } from './leases/create-partition-leases.js';
import type { PartitionLeases } from './leases.js';
import { createRelayLoop, type RelayLoop } from './relay-loop.js';
import { createRelayMetrics } from './relay-metrics.js';
import { type RelayOptions, relayDefaults } from './relay-options.js';
import { openRelayStore } from './relay-store.js';
import { createRepublish } from './republish.js';
import { outboxModel } from './row.model.js';
import { createWakeUp } from './wake-up.js';
import { mayHaveWritten } from './writers.js';

export interface RelayDependencies {
  readonly database: Database;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly options?: Partial<RelayOptions>;
  /** Default: its share of a shared bus, and all of a bus that one process has for itself. */
  readonly leases?: PartitionLeases;
  readonly faultPoint?: FaultPoint;
}

/**
 * Brings committed outbox rows to the bus: per aggregate in order, aggregates in parallel. Woken
 * by commits of this process and by a change stream, which are hints; its poll is the truth.
 * `stop` finishes what is under way and marks it.
 */
export function createRelay(dependencies: RelayDependencies): Job & { nudge(): void } {
  const { database, clock, bus } = dependencies;
  const name = `${database.name}.relay`;
  const logger = dependencies.logger.child({ job: name });
  const metrics = createRelayMetrics(dependencies.metrics, database.name, logger);
  const leases = dependencies.leases ?? leasesFor(dependencies, name);
  const faultPoint = dependencies.faultPoint ?? noFaults;
  const options = { ...relayDefaults, ...dependencies.options };
  const wakeUp = createWakeUp();
  let loop: RelayLoop | null = null;
  let stopListening: (() => void) | null = null;

  return {
    name,
    nudge: () => wakeUp.call(),
    async start() {
      await ensureIndexes(database, [outboxModel(database)]);
      await leases.start();
      const store = await openRelayStore(database);
      const republish = createRepublish(database);
      loop = createRelayLoop({
        ...{ database, store, republish, bus, leases, clock },
        ...{ metrics, logger, options, wakeUp, faultPoint },
      });
      stopListening = database.onCommit((session) => {
        if (mayHaveWritten(session)) wakeUp.call();
      });
    },
    async stop() {
      stopListening?.();
      try {
        await loop?.stop();
      } finally {
        loop = null;
        await leases.stop();
      }
    },
  };
}

function leasesFor(dependencies: RelayDependencies, name: string): PartitionLeases {
  const { database, bus, clock, logger, metrics, faultPoint = noFaults } = dependencies;
  if (!bus.isShared) return allPartitions(database);
  return createPartitionLeases({ database, clock, logger, metrics, faultPoint, name });
}
