import type { Bus } from '../bus/index.js';
import { systemClock } from '../clock.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { newId } from '../ids.js';
import type { Job } from '../lifecycle/service.js';
import { aTicketDraft, aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { createRecordingBus } from '../testing/bus.js';
import { createLeaseRegistry, everyPartition } from '../testing/leases-at-will.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createRelay } from './index.js';
import { partitionOf } from './partition.js';
import { outboxRows } from './row.model.js';

let backbone: Backbone;
const jobs: Job[] = [];
beforeEach(async () => {
  backbone = await openBackbone('memory');
});
afterEach(async () => {
  for (const job of jobs.splice(0).reverse()) await job.stop();
  await dropTestDatabase(backbone.database);
});

/** A broker whose storage the test wipes, rewinds and reconnects to. */
function aBroker({ tellsPositions = true } = {}) {
  let stored: DomainEvent[] = [];
  const storedAtMs = new Map<DomainEvent['id'], number>();
  let origin = 'first';
  let connections = 1;
  let purged = 0;
  const bus: Bus = {
    ...createRecordingBus(),
    connections: () => connections,
    storage: async () => ({ origin, firstSequence: purged + 1, lastSequence: stored.length }),
    holds: async (sequence, eventId) => stored[sequence - 1]?.id === eventId,
    storedBefore: async (time) =>
      stored.findLastIndex(({ id }) => (storedAtMs.get(id) ?? Date.now()) < time.getTime()) + 1,
    heldSince: async (types) =>
      tellsPositions
        ? null
        : new Set(stored.filter((e) => types.includes(e.aggregateType)).map(({ id }) => id)),
    async publish(event) {
      stored.push(event);
      storedAtMs.set(event.id, Date.now());
      return { duplicate: false, ...(tellsPositions && { sequence: stored.length }) };
    },
  };
  return {
    bus,
    stored: () => stored,
    versionsOf: (aggregateId: string) =>
      stored.filter((e) => e.aggregateId === aggregateId).map((e) => e.aggregateVersion),
    /** All that it has was stored so much earlier. */
    age: (ms: number) => {
      for (const [id, atMs] of storedAtMs) storedAtMs.set(id, atMs - ms);
    },
    reconnect: () => {
      connections += 1;
    },
    wipe: () => {
      stored = [];
      origin = `${origin}'`;
      connections += 1;
    },
    lose: (...aggregateIds: string[]) => {
      stored = stored.filter(({ aggregateId }) => !aggregateIds.includes(aggregateId));
      connections += 1;
    },
    /** Everything up to there is removed, delivered or not. */
    purgeUpTo: (sequence: number) => {
      purged = sequence;
      connections += 1;
    },
    /** And then others publish so many. */
    rewindTo: (length: number, others = 0) => {
      stored = stored.slice(0, length);
      for (let count = 0; count < others; count += 1) stored.push(aForeignEvent());
      connections += 1;
    },
  };
}

function aForeignEvent(): DomainEvent {
  const { contract, ...rest } = aTicketDraft(aTicketId(), 1);
  const { type, schemaVersion, aggregateType } = contract;
  const id = newId<DomainEvent['id']>();
  const origin = { occurredAt: new Date(0).toISOString(), correlationId: id, causationId: id };
  return { id, type, schemaVersion, aggregateType, ...rest, ...origin };
}

/** Of a partition that lost its last message, what is below it may come again, too. */
function inPartitionsOfTheirOwn(count: number): string[] {
  const ids = new Map<number, string>();
  while (ids.size < count) {
    const id = aTicketId();
    ids.set(partitionOf(id), id);
  }
  return [...ids.values()];
}

async function startRelay(
  bus: Bus,
  leases = createLeaseRegistry().open('relay'),
  partitions = everyPartition,
): Promise<Job> {
  leases.take(partitions);
  const { database, metrics } = backbone;
  const logger = aSilentLogger();
  const relay = createRelay({ database, bus, logger, metrics, clock: systemClock, leases });
  jobs.push(relay);
  await relay.start();
  return relay;
}

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

test('a broker that lost its tail gets the tail again, and not what it still has', async () => {
  const ticketIds = inPartitionsOfTheirOwn(6);
  const broker = aBroker();
  await startRelay(broker.bus);
  for (const ticketId of ticketIds) {
    await backbone.announce(ticketId, 1);
    await until(() => backbone.isAllPublished());
  }
  broker.rewindTo(4);
  await until(() => broker.stored().length === 6);
  expect(broker.stored().map((event) => event.aggregateId)).toEqual(ticketIds);
});

test('a tail that others have published past is seen to be lost, and only the tail is sent again', async () => {
  const ticketIds = inPartitionsOfTheirOwn(6);
  const broker = aBroker();
  await startRelay(broker.bus);
  for (const ticketId of ticketIds) {
    await backbone.announce(ticketId, 1);
    await until(() => backbone.isAllPublished());
  }
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

test('what was published without a broker is sent to the one that comes back', async () => {
  const { database, metrics } = backbone;
  const relayOver = (bus: Bus) => {
    const relay = createRelay({
      database,
      bus,
      logger: aSilentLogger(),
      metrics,
      clock: systemClock,
    });
    jobs.push(relay);
    return relay;
  };
  const ticketId = aTicketId();
  const broker = aBroker();
  const shared = { ...broker.bus, isShared: true };
  const buses = [shared, createRecordingBus(), createRecordingBus(), shared];
  for (const [at, bus] of buses.entries()) {
    const relay = relayOver(bus);
    await relay.start();
    await backbone.announce(ticketId, at + 1);
    await until(() => backbone.isAllPublished());
    await relay.stop();
    const anHourAgo = { publishedAt: new Date(Date.now() - 3_600_000) };
    await outboxRows(database).updateMany({ aggregateVersion: { $lt: 3 } }, { $set: anHourAgo });
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
