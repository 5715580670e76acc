import { type Bus, PublishFenced } from '../bus/index.js';
import type { PublishOptions } from '../bus/port.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { createRecordingBus } from '../testing/bus.js';
import { createLeaseRegistry, everyPartition } from '../testing/leases-at-will.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { partitionOf } from './index.js';
import { relaysOver } from './testing/relays-over.js';

let backbone: Backbone;
const relays = relaysOver(() => backbone);
const startRelay = relays.start;
beforeEach(async () => {
  backbone = await openBackbone('fence');
});
afterEach(async () => {
  await relays.stop();
  await dropTestDatabase(backbone.database);
});

/** A recording bus whose publishes the test holds up, as a process that was stopped would. */
function busHolding() {
  const recording = createRecordingBus();
  const gate: { open: () => void; isAsked: boolean } = { open: () => undefined, isAsked: false };
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const bus: Bus = {
    ...recording,
    async publish(event, options) {
      gate.isAsked = true;
      await opened;
      return recording.publish(event, options);
    },
  };
  return { bus, gate, published: recording.published };
}

/** Two tickets of different partitions. */
function twoTickets(): [string, string] {
  const first = aTicketId();
  let second = aTicketId();
  while (partitionOf(second) === partitionOf(first)) second = aTicketId();
  return [first, second];
}

test('a relay that wakes up after its lease was taken marks nothing of it, but all of the rest', async () => {
  const [lost, kept] = twoTickets();
  const registry = createLeaseRegistry();
  const [sleeper, heir] = [registry.open('sleeper'), registry.open('heir')];
  sleeper.take(everyPartition);
  const { bus, gate, published } = busHolding();
  await backbone.announce(lost, 1, 2);
  await backbone.announce(kept, 1);
  await startRelay(bus, sleeper);
  await until(() => gate.isAsked);
  heir.take([partitionOf(lost)]);
  gate.open();
  await until(() => published.length >= 2);
  await until(async () => (await backbone.rows()).some((row) => row.publishedAt !== undefined));
  const rowsOfLost = (await backbone.rows()).filter((row) => row.aggregateId === lost);
  expect(rowsOfLost.map((row) => row.pending)).toEqual([true, true]);
  const next = createRecordingBus();
  await startRelay(next, heir);
  await until(() => backbone.isAllPublished());
  expect(next.published.map((event) => event.aggregateVersion)).toEqual([1, 2]);
});

test('what was published under an older lease is not marked under a newer one of the same relay', async () => {
  const ticketId = aTicketId();
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition);
  const { bus, gate, published } = busHolding();
  await backbone.announce(ticketId, 1);
  await startRelay(bus, leases);
  await until(() => gate.isAsked);
  leases.take(everyPartition);
  gate.open();
  await until(() => backbone.isAllPublished());
  expect(published).toHaveLength(2);
});

test('tries that ended after their lease was lost are no deaths: the row is not parked for them', async () => {
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition);
  const recording = createRecordingBus();
  const bus: Bus = {
    ...recording,
    async publish(event, options) {
      if (recording.published.length < 8) leases.take(everyPartition);
      return recording.publish(event, options);
    },
  };
  await backbone.announce(aTicketId(), 1);
  await startRelay(bus, leases);
  await until(() => backbone.isAllPublished(), { timeoutMs: 20_000 });
  expect(recording.published).toHaveLength(9);
  const [row] = await backbone.rows();
  expect(row?.attempts).toMatchObject({ started: 1, finished: 1 });
});

/** A broker that holds a later version of everything, but takes what is not fenced. */
function busFencing(onFenced: () => void, lastVersion?: number) {
  const recording = createRecordingBus();
  const asked: (PublishOptions | undefined)[] = [];
  const bus: Bus = {
    ...recording,
    async publish(event, options) {
      asked.push(options);
      if (options?.fenced === false) return recording.publish(event, options);
      onFenced();
      throw new PublishFenced('a later version is there', lastVersion);
    },
  };
  return { bus, asked, published: recording.published };
}

test('a fenced publish is repeated without the fence while the lease is ours', async () => {
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition);
  const { bus, published } = busFencing(() => undefined);
  await backbone.announce(aTicketId(), 1, 3);
  await startRelay(bus, leases);
  await until(() => backbone.isAllPublished());
  expect(published.map((event) => event.aggregateVersion)).toEqual([1, 2, 3]);
});

test.each([
  ['a version that nobody committed here is told of', 9, 3],
  ['a version that was committed is no news', 3, 0],
])('%s', async (_what, lastVersion, count) => {
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition);
  const { bus } = busFencing(() => undefined, lastVersion);
  await backbone.announce(aTicketId(), 1, 3);
  await startRelay(bus, leases);
  await until(() => backbone.isAllPublished());
  const metric = backbone.metrics.registry.getSingleMetric('outbox_foreign_versions_total');
  const { values } = (await metric?.get()) ?? { values: [] };
  expect(values.reduce((sum, { value }) => sum + value, 0)).toBe(count);
});

test('a fenced publish of a relay that has lost its lease is not repeated, nor counted', async () => {
  const registry = createLeaseRegistry();
  const [zombie, heir] = [registry.open('zombie'), registry.open('heir')];
  zombie.take(everyPartition);
  const { bus, asked, published } = busFencing(() => heir.take(everyPartition));
  await backbone.announce(aTicketId(), 1, 3);
  const relay = await startRelay(bus, zombie);
  await until(() => asked.length === 1);
  await relay.stop();
  expect(published).toEqual([]);
  expect(asked).toHaveLength(1);
  const rows = await backbone.rows();
  expect(rows.map((row) => [row.pending, row.attempts.failed])).toEqual(Array(3).fill([true, 0]));
});

test('a partition that others want is given back once its publish is marked, and not read before', async () => {
  const [wanted, other] = twoTickets();
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition, true);
  const { bus, gate, published } = busHolding();
  await backbone.announce(wanted, 1, 2);
  await startRelay(bus, leases);
  await until(() => gate.isAsked);
  leases.wantBack([partitionOf(wanted)]);
  expect(leases.givenBack.size).toBe(0);
  gate.open();
  await until(() => leases.givenBack.has(partitionOf(wanted)));
  await backbone.announce(other, 1);
  await until(() => published.some((event) => event.aggregateId === other));
  const rows = (await backbone.rows()).filter((row) => row.aggregateId === wanted);
  expect(rows.map((row) => row.publishedAt !== undefined)).toEqual([true, false]);
});
