import type { Clock } from '../../clock.js';
import { createLoop } from '../../lifecycle/create-loop.js';
import type { Job } from '../../lifecycle/service.js';
import type { Logger } from '../../logging/index.js';
import type { Metrics } from '../../metrics/index.js';
import type { Database } from '../../mongo/index.js';
import { partitionsWithoutOwner, readLeaseTable } from './lease-table.js';

export interface LeaseWatchdogDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Between two looks. Default 10 seconds: one statement. */
  readonly everyMs?: number;
}

/**
 * Reports partitions whose rows nobody publishes, which no relay can do that is not there. Runs in
 * any role and in any number of processes; only where relays share their work by leases. A
 * partition counts when two looks in a row found it without a living owner: one in passing does not.
 */
export function createLeaseWatchdog(dependencies: LeaseWatchdogDependencies): Job {
  const { database, clock, metrics, everyMs = 10_000 } = dependencies;
  const name = `${database.name}.lease-watchdog`;
  const logger = dependencies.logger.child({ job: name });
  const gauge = metrics.gauge(
    'outbox_partitions_without_owner',
    'Partitions whose events nobody publishes',
    ['database'],
  );
  let suspects: readonly number[] = [];
  let reported = '';

  function report(partitions: readonly number[]): void {
    gauge.set({ database: database.name }, partitions.length);
    if (partitions.join() === reported) return;
    reported = partitions.join();
    if (partitions.length === 0) logger.info('Every partition has an owner again');
    else logger.warn({ partitions }, 'Nobody publishes the events of these partitions');
  }

  async function look(): Promise<void> {
    const free = partitionsWithoutOwner(await readLeaseTable(database));
    report(free.filter((partition) => suspects.includes(partition)));
    suspects = free;
  }

  return createLoop({
    name,
    clock,
    logger,
    async turn() {
      await look();
      return { sleepMs: everyMs };
    },
  });
}
