import { createMetrics, type Metrics } from '../../metrics/index.js';
import type { Database } from '../../mongo/index.js';
import { areShared, startDyingLeases, startLeases } from '../../testing/leases.js';
import { dropTestDatabase, openTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import type { PartitionLeases } from '../leases.js';

let database: Database;
const started: PartitionLeases[] = [];
beforeEach(async () => {
  database = await openTestDatabase('leases');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((leases) => leases.stop()));
  await dropTestDatabase(database);
});

async function figureOf(metrics: Metrics, metric: string, from?: string): Promise<number> {
  const values = (await metrics.registry.getSingleMetric(metric)?.get())?.values ?? [];
  return values.find(({ labels }) => labels['from'] === from)?.value ?? 0;
}

async function startRelay(name: string, metrics: Metrics): Promise<PartitionLeases> {
  const leases = await startLeases(name, { database, metrics });
  started.push(leases);
  return leases;
}

const owned = (metrics: Metrics) => figureOf(metrics, 'outbox_lease_partitions');
const taken = (metrics: Metrics, from: string) =>
  figureOf(metrics, 'outbox_lease_takeovers_total', from);

test('a relay tells what it owns, while another comes and goes', async () => {
  const [ours, theirs] = [createMetrics(), createMetrics()];
  const first = await startRelay('first', ours);
  await until(async () => (await owned(ours)) === 64);
  expect([await taken(ours, 'free'), await taken(ours, 'dead')]).toEqual([64, 0]);
  const second = await startRelay('second', theirs);
  await until(() => areShared(database, [first, second]));
  await until(async () => (await owned(ours)) === 32 && (await owned(theirs)) === 32);
  await second.stop();
  await until(async () => (await owned(ours)) === 64 && (await owned(theirs)) === 0);
  expect(await taken(ours, 'dead')).toBe(0);
});

test('what was taken from a relay that died is told by its heir, and as lost by itself', async () => {
  const [dead, heir] = [createMetrics(), createMetrics()];
  const dying = await startDyingLeases('dying', database, { metrics: dead });
  started.push(dying);
  const living = await startRelay('heir', heir);
  await until(() => areShared(database, [living]));
  expect([await taken(heir, 'free'), await taken(heir, 'dead')]).toEqual([0, 64]);
  expect(await figureOf(dead, 'outbox_leases_lost_total')).toBe(0);
  // It wakes up and asks: that is when it hears of it.
  expect(await dying.verify([7])).toEqual([]);
  expect(await figureOf(dead, 'outbox_leases_lost_total')).toBe(64);
});
