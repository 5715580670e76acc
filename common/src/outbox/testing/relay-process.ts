/** The program that `startRelayProcess` starts; it relays until it is killed. */
import { systemClock } from '../../clock.js';
import { createMetrics } from '../../metrics/index.js';
import { openDatabase } from '../../mongo/index.js';
import { backboneOn } from '../../testing/backbone.js';
import { aSilentLogger } from '../../testing/builders.js';
import { openBusOf } from '../../testing/bus-contract/buses/index.js';
import { testLeaseTimes } from '../../testing/leases.js';
import { until } from '../../testing/until.js';
import { createPartitionLeases, createRelay } from '../index.js';
import type { RelayProcessOptions } from './start-relay-process.js';

async function main(): Promise<void> {
  // The test that started us is gone: nobody is left to kill us.
  process.once('disconnect', () => process.exit(1));
  const { databaseName: name, url } = JSON.parse(process.argv[2] ?? '') as RelayProcessOptions;
  const logger = aSilentLogger();
  const database = await openDatabase({ url: process.env['MONGO_URL'] ?? '', name, logger });
  const bus = await openBusOf.jetstream({
    backbone: await backboneOn(database),
    durables: [],
    url,
  });
  await until(() => bus.isReady(), { timeoutMs: 15_000 });
  const shared = { database, clock: systemClock, logger, metrics: createMetrics() };
  const leases = createPartitionLeases({ ...shared, name: 'relay', times: testLeaseTimes });
  await createRelay({ ...shared, bus, leases }).start();
}

void main();
