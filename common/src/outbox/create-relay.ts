import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import type { Job } from '../lifecycle/service.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';
import { type Database, ensureIndexes } from '../mongo/index.js';
import { allPartitions, type PartitionLeases } from './leases.js';
import { createRelayLoop, type RelayLoop } from './relay-loop.js';
import { createRelayMetrics } from './relay-metrics.js';
import { type RelayOptions, relayDefaults } from './relay-options.js';
import { openRelayStore } from './relay-store.js';
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
  /** Default: this relay owns every partition. */
  readonly leases?: PartitionLeases;
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
  const leases = dependencies.leases ?? allPartitions;
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
      loop = createRelayLoop({
        database,
        store,
        bus,
        leases,
        clock,
        metrics,
        logger,
        options,
        wakeUp,
      });
      stopListening = database.onCommit((session) => {
        if (mayHaveWritten(session)) wakeUp.call();
      });
    },
    async stop() {
      stopListening?.();
      await loop?.stop();
      loop = null;
      await leases.stop();
    },
  };
}
