import { type Backbone, openBackbone } from '../testing/backbone.js';
import { createLeaseRegistry } from '../testing/leases-at-will.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { partitionOf } from './partition.js';
import { outboxRows } from './row.model.js';
import { aBroker, inPartitionsOfTheirOwn } from './testing/broker-at-will.js';
import { relaysOver } from './testing/relays-over.js';

let backbone: Backbone;
const relays = relaysOver(() => backbone);
const startRelay = relays.startOwning;
beforeEach(async () => {
  backbone = await openBackbone('tail');
});
afterEach(async () => {
  await relays.stop();
  await dropTestDatabase(backbone.database);
});

/** A broker that has a ticket of each of so many partitions, in this order, and the relay at work. */
async function publishOneByOne(count: number) {
  const ticketIds = inPartitionsOfTheirOwn(count);
  const broker = aBroker();
  await startRelay(broker.bus);
  for (const ticketId of ticketIds) {
    await backbone.announce(ticketId, 1);
    await until(() => backbone.isAllPublished());
  }
  return { broker, ticketIds };
}

test('a broker that lost its tail gets the tail again, and not what it still has', async () => {
  const { broker, ticketIds } = await publishOneByOne(6);
  broker.rewindTo(4);
  await until(() => broker.stored().length === 6);
  expect(broker.stored().map((event) => event.aggregateId)).toEqual(ticketIds);
});

test('a tail that others have published past is seen to be lost, and only the tail is sent again', async () => {
  const { broker, ticketIds } = await publishOneByOne(6);
  broker.rewindTo(4, 10);
  await until(() => ticketIds.every((ticketId) => broker.versionsOf(ticketId).length === 1));
  await until(() => backbone.isAllPublished());
  expect(broker.stored()).toHaveLength(16);
});

/** One of our relays has published past, or in the place of, what the broker lost of another's. */
async function publishPastALostTail(versions: number) {
  const broker = aBroker();
  const registry = createLeaseRegistry();
  const [lost = '', other = ''] = inPartitionsOfTheirOwn(2);
  const all = await startRelay(broker.bus, registry.open('all'));
  for (const version of [1, 2, 3]) {
    await backbone.announce(lost, version);
    await until(() => backbone.isAllPublished());
  }
  await all.stop();
  broker.rewindTo(1);
  const relay = await startRelay(broker.bus, registry.open('part'), [partitionOf(other)]);
  await backbone.announce(other, 1, versions);
  await until(() => broker.versionsOf(other).length === versions);
  await until(() => backbone.isAllPublished());
  await relay.stop();
  return { broker, registry, lost, other };
}

test.each([
  ['in the place of', 1],
  ['past', 4],
])(
  'what another of our relays published since %s a lost tail hides nothing of it',
  async (_where, versions) => {
    const { broker, registry, lost, other } = await publishPastALostTail(versions);
    await startRelay(broker.bus, registry.open('again'));
    await until(() => broker.versionsOf(lost).includes(3));
    await until(() => backbone.isAllPublished());
    expect(new Set(broker.versionsOf(lost))).toEqual(new Set([1, 2, 3]));
    expect(broker.versionsOf(other)).toHaveLength(versions);
  },
);

test('a mark that came late, after others published past a lost tail, hides nothing of it', async () => {
  const { broker, registry, lost } = await publishPastALostTail(4);
  const last = { aggregateId: lost, aggregateVersion: 3 };
  await outboxRows(backbone.database).updateOne(last, { $set: { publishedAt: new Date() } });
  await startRelay(broker.bus, registry.open('again'));
  await until(() => broker.versionsOf(lost).includes(3));
  await until(() => backbone.isAllPublished());
  expect(new Set(broker.versionsOf(lost))).toEqual(new Set([1, 2, 3]));
});

test('of partitions that lost their tail, what was stored long before it is not sent again', async () => {
  const broker = aBroker();
  const registry = createLeaseRegistry();
  const [ticketId = ''] = inPartitionsOfTheirOwn(1);
  const relay = await startRelay(broker.bus, registry.open('first'));
  await backbone.announce(ticketId, 1, 2);
  await until(() => backbone.isAllPublished());
  broker.age(60_000);
  await backbone.announce(ticketId, 3, 4);
  await until(() => backbone.isAllPublished());
  await relay.stop();
  broker.rewindTo(3);
  await startRelay(broker.bus, registry.open('second'));
  await until(() => broker.versionsOf(ticketId).includes(4));
  await until(() => backbone.isAllPublished());
  expect(broker.versionsOf(ticketId)).toEqual([1, 2, 3, 3, 4]);
});
