import { systemClock } from '../../clock.js';
import { createMetrics } from '../../metrics/index.js';
import type { Database } from '../../mongo/index.js';
import { aSilentLogger } from '../../testing/builders.js';
import { areShared, startDyingLeases, startLeases } from '../../testing/leases.js';
import { dropTestDatabase, openTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import { createLeaseWatchdog } from './create-lease-watchdog.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase('watchdog');
});
afterEach(() => dropTestDatabase(database));

async function startWatchdog() {
  const warnings: string[] = [];
  const metrics = createMetrics();
  const logger = aSilentLogger();
  logger.child = (() => logger) as unknown as typeof logger.child;
  logger.warn = (fields: unknown) => void warnings.push(JSON.stringify(fields));
  let looks = 0;
  const clock = {
    ...systemClock,
    sleep: (ms: number, signal?: AbortSignal) => {
      looks += 1;
      return systemClock.sleep(ms, signal);
    },
  };
  const watchdog = createLeaseWatchdog({ database, clock, logger, metrics, everyMs: 20 });
  await watchdog.start();
  return {
    warnings,
    stop: () => watchdog.stop(),
    ownerless: async () => {
      const text = await metrics.registry.metrics();
      return Number(/^outbox_partitions_without_owner\{.*\} (\d+)$/m.exec(text)?.[1] ?? -1);
    },
    looksTimes: (more: number) => {
      const wanted = looks + more;
      return until(() => looks >= wanted);
    },
  };
}

test('partitions of a relay that died are reported once, until somebody takes them', async () => {
  const dying = await startDyingLeases('dying', database);
  const watchdog = await startWatchdog();
  await until(async () => (await watchdog.ownerless()) === 0);
  await until(async () => (await watchdog.ownerless()) === 64);
  await watchdog.looksTimes(3);
  expect(watchdog.warnings).toHaveLength(1);
  expect(watchdog.warnings[0]).toContain('[0,1,2,');
  const heir = await startLeases('heir', { database });
  await until(() => areShared(database, [heir]));
  await until(async () => (await watchdog.ownerless()) === 0);
  expect(watchdog.warnings).toHaveLength(1);
  await Promise.all([dying.stop(), heir.stop(), watchdog.stop()]);
});

test('a database that no relay ever leased has no owner for anything', async () => {
  const watchdog = await startWatchdog();
  await until(async () => (await watchdog.ownerless()) === 64);
  await watchdog.stop();
});
