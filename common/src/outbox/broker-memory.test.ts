import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { createRecordingBus } from '../testing/bus.js';
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
  backbone = await openBackbone('memory');
});
afterEach(async () => {
  await relays.stop();
  await dropTestDatabase(backbone.database);
});

test('a wiped broker gets everything again, each aggregate in order and before anything new', async () => {
  const [one, two] = [aTicketId(), aTicketId()];
  const broker = aBroker();
  await backbone.announce(one, 1, 3);
  await backbone.announce(two, 1, 2);
  await startRelay(broker.bus);
  await until(() => backbone.isAllPublished());
  broker.wipe();
  await backbone.announce(one, 4);
  await until(() => broker.stored().length === 6);
  expect(broker.versionsOf(one)).toEqual([1, 2, 3, 4]);
  expect(broker.versionsOf(two)).toEqual([1, 2]);
});

test('a broker wiped while no relay ran gets everything again from the next one', async () => {
  const ticketId = aTicketId();
  const registry = createLeaseRegistry();
  const broker = aBroker();
  await backbone.announce(ticketId, 1, 3);
  const relay = await startRelay(broker.bus, registry.open('first'));
  await until(() => backbone.isAllPublished());
  await relay.stop();
  broker.wipe();
  await startRelay(broker.bus, registry.open('second'));
  await until(() => broker.stored().length === 3);
  await until(() => backbone.isAllPublished());
  expect(broker.versionsOf(ticketId)).toEqual([1, 2, 3]);
});

test('what was published without a broker is sent to the one that comes back', async () => {
  const ticketId = aTicketId();
  const broker = aBroker();
  const shared = { ...broker.bus, isShared: true };
  const buses = [shared, createRecordingBus(), createRecordingBus(), shared];
  for (const [at, bus] of buses.entries()) {
    const relay = await relays.start(bus);
    await backbone.announce(ticketId, at + 1);
    await until(() => backbone.isAllPublished());
    await relay.stop();
    const anHourAgo = { publishedAt: new Date(Date.now() - 3_600_000) };
    await outboxRows(backbone.database).updateMany(
      { aggregateVersion: { $lt: 3 } },
      { $set: anHourAgo },
    );
  }
  expect(new Set(broker.versionsOf(ticketId))).toEqual(new Set([1, 2, 3, 4]));
});

test('of a broker that tells no positions, what it lost of the last two minutes is sent again, and not what it holds', async () => {
  const [old, lost, held] = [aTicketId(), aTicketId(), aTicketId()];
  const broker = aBroker({ tellsPositions: false });
  await startRelay(broker.bus);
  for (const ticketId of [old, lost, held]) await backbone.announce(ticketId, 1);
  await until(() => backbone.isAllPublished());
  const threeMinutesAgo = new Date(Date.now() - 180_000);
  await outboxRows(backbone.database).updateOne(
    { aggregateId: old },
    { $set: { publishedAt: threeMinutesAgo } },
  );
  broker.lose(old, lost);
  await until(() => broker.versionsOf(lost).length === 1);
  await until(() => backbone.isAllPublished());
  expect(broker.versionsOf(held)).toEqual([1]);
  expect(broker.versionsOf(old)).toEqual([]);
});

test('the two minutes are those of the partitions that are compared, not of what others marked since', async () => {
  const broker = aBroker({ tellsPositions: false });
  const registry = createLeaseRegistry();
  const [lost = '', other = ''] = inPartitionsOfTheirOwn(2);
  const all = await startRelay(broker.bus, registry.open('all'));
  await backbone.announce(lost, 1);
  await until(() => backbone.isAllPublished());
  await all.stop();
  broker.lose(lost);
  const threeMinutesAgo = { publishedAt: new Date(Date.now() - 180_000) };
  await outboxRows(backbone.database).updateMany({}, { $set: threeMinutesAgo });
  const part = await startRelay(broker.bus, registry.open('part'), [partitionOf(other)]);
  await backbone.announce(other, 1);
  await until(() => backbone.isAllPublished());
  await part.stop();
  await startRelay(broker.bus, registry.open('late'), [partitionOf(lost)]);
  await until(() => broker.versionsOf(lost).length === 1);
});

test('of a broker that tells no positions and holds everything, nothing is sent again by anybody', async () => {
  const broker = aBroker({ tellsPositions: false });
  const registry = createLeaseRegistry();
  const relay = await startRelay(broker.bus, registry.open('first'));
  await backbone.announce(aTicketId(), 1, 5);
  await until(() => backbone.isAllPublished());
  broker.reconnect();
  await backbone.announce(aTicketId(), 1);
  await until(() => backbone.isAllPublished());
  await relay.stop();
  await startRelay(broker.bus, registry.open('second'));
  await backbone.announce(aTicketId(), 1);
  await until(() => backbone.isAllPublished());
  expect(broker.stored()).toHaveLength(7);
});

test('a reconnect to an intact broker sends nothing again', async () => {
  const broker = aBroker();
  await startRelay(broker.bus);
  await backbone.announce(aTicketId(), 1, 5);
  await until(() => backbone.isAllPublished());
  broker.reconnect();
  await backbone.announce(aTicketId(), 1);
  await until(() => broker.stored().length > 5);
  await until(() => backbone.isAllPublished());
  expect(broker.stored()).toHaveLength(6);
});

test('what was purged by hand is sent again, once, and not what is still there', async () => {
  const ticketIds = inPartitionsOfTheirOwn(6);
  const broker = aBroker();
  await startRelay(broker.bus);
  for (const ticketId of ticketIds) {
    await backbone.announce(ticketId, 1);
    await until(() => backbone.isAllPublished());
  }
  broker.purgeUpTo(4);
  await until(() => broker.stored().length === 10);
  await until(() => backbone.isAllPublished());
  broker.reconnect();
  await backbone.announce(aTicketId(), 1);
  await until(() => broker.stored().length > 10);
  expect(
    broker
      .stored()
      .slice(6)
      .map((event) => event.aggregateId),
  ).toEqual([...ticketIds.slice(0, 4), expect.any(String)]);
});

test('of a batch that was purged in part, nothing is missing afterwards', async () => {
  const broker = aBroker();
  const ticketId = aTicketId();
  await backbone.announce(ticketId, 1, 5);
  await startRelay(broker.bus);
  await until(() => backbone.isAllPublished());
  broker.purgeUpTo(3);
  await until(() => broker.stored().length >= 8);
  expect(broker.versionsOf(ticketId).slice(5)).toEqual([1, 2, 3, 4, 5]);
});
