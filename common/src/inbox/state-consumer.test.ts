import type { ClientSession } from 'mongoose';
import { type Bus, createInProcessBus } from '../bus/index.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { Job } from '../lifecycle/service.js';
import { databaseOf } from '../mongo/session-database.js';
import { outboxRows } from '../outbox/row.model.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { createStateConsumer, NotYet } from './index.js';
import { inboxCollections } from './rows.model.js';

interface Copy {
  readonly _id: string;
  readonly version: number;
  readonly writes: number;
}

const durable = { name: 'copies.ticket', aggregateTypes: ['ticket'] as const };
let backbone: Backbone;
let applied: string[];
let jobs: Job[];

beforeEach(async () => {
  backbone = await openBackbone('inbox');
  applied = [];
  jobs = [];
});

afterEach(async () => {
  for (const job of jobs.reverse()) await job.stop();
  await dropTestDatabase(backbone.database);
});

/** Copies what it is given; every write counts, so that a second effect would show. */
async function copy(session: ClientSession, events: readonly DomainEvent[]): Promise<void> {
  const copies = databaseOf(session).collection<Copy>('copies');
  for (const { aggregateId, aggregateVersion } of events) {
    const update = { $set: { version: aggregateVersion }, $inc: { writes: 1 } };
    await copies.updateOne({ _id: aggregateId }, update, { session, upsert: true });
    applied.push(`${aggregateId}:${aggregateVersion}`);
  }
}

const copies = async () => {
  const { db } = backbone.database.connection;
  const found = (await db?.collection<Copy>('copies').find().toArray()) ?? [];
  return new Map(found.map((row) => [row._id, row]));
};

async function consume(apply: typeof copy, options = {}): Promise<Bus> {
  const { database, metrics } = backbone;
  const bus = createInProcessBus({
    requiredDurables: [durable],
    histories: [],
    logger: aSilentLogger(),
  });
  const logger = aSilentLogger();
  const consumer = createStateConsumer({
    ...durable,
    database,
    bus,
    logger,
    metrics,
    apply,
    ...options,
  });
  const relay = backbone.relay(bus, { backoffMsMin: 10, backoffMsMax: 50 });
  jobs = [consumer, relay];
  for (const job of jobs) await job.start();
  return bus;
}

async function eventsOf(): Promise<DomainEvent[]> {
  return (await backbone.rows()).map((row) => row.event);
}

test('a committed event is applied although the process died before publishing it', async () => {
  const ticketId = aTicketId();
  await backbone.announce(ticketId, 1, 3);
  await consume(copy);
  await until(() => backbone.isAllPublished());
  expect((await copies()).get(ticketId)).toMatchObject({ version: 3 });
});

test('replaying the whole outbox, in any order, changes nothing', async () => {
  const ids = Array.from({ length: 20 }, aTicketId);
  for (const id of ids) await backbone.announce(id, 1, 3);
  const bus = await consume(copy);
  await until(() => backbone.isAllPublished());
  const before = await copies();
  const events = await eventsOf();
  await Promise.all(events.toReversed().map((event) => bus.publish(event)));
  await outboxRows(backbone.database).updateMany(
    {},
    { $set: { pending: true, nextAttemptAt: new Date(0) }, $unset: { publishedAt: '' } },
  );
  await until(() => backbone.isAllPublished());
  expect(await copies()).toEqual(before);
  expect(await inboxCollections(backbone.database).rows.countDocuments()).toBe(60);
});

test('a consumer never goes back: an older version that comes late is recorded and skipped', async () => {
  const ticketId = aTicketId();
  await backbone.announce(ticketId, 1, 4);
  const [first, second, third, fourth] = await eventsOf();
  if (!first || !second || !third || !fourth) throw new Error('four were announced');
  const { database, metrics } = backbone;
  const bus = backbone.bus([durable]);
  const logger = aSilentLogger();
  const consumer = createStateConsumer({ ...durable, database, bus, logger, metrics, apply: copy });
  await consumer.start();
  jobs = [consumer];
  await bus.publish(third);
  await Promise.all([bus.publish(first), bus.publish(fourth), bus.publish(second)]);
  await bus.publish(first);
  expect(applied).toEqual([`${ticketId}:3`, `${ticketId}:4`]);
  expect((await copies()).get(ticketId)).toMatchObject({ version: 4, writes: 2 });
  expect(await inboxCollections(database).rows.countDocuments()).toBe(4);
});

test('an effect that fails leaves nothing of itself, nor of its inbox row', async () => {
  const ticketId = aTicketId();
  let failures = 2;
  await consume(async (session, events) => {
    await copy(session, events);
    failures -= 1;
    if (failures >= 0) throw new Error('failed after writing');
  });
  await backbone.announce(ticketId, 1);
  await until(() => backbone.isAllPublished());
  expect((await copies()).get(ticketId)).toMatchObject({ version: 1, writes: 1 });
});

test('a poisonous event is parked with its reason and delays nobody else', async () => {
  const poison = aTicketId();
  const others = Array.from({ length: 30 }, aTicketId);
  await consume(
    async (session, events) => {
      if (events.some((event) => event.aggregateId === poison)) throw new TypeError('unreadable');
      await copy(session, events);
    },
    { attemptsMax: 3 },
  );
  await backbone.database.transact(async () => undefined);
  for (const id of [poison, ...others]) await backbone.announce(id, 1);
  await until(async () => (await copies()).size === others.length);
  await until(() => backbone.isAllPublished());
  const parked = await inboxCollections(backbone.database).parked.find().toArray();
  expect(parked).toMatchObject([
    {
      consumer: 'copies.ticket',
      attempts: 3,
      reason: 'TypeError: unreadable',
      event: { aggregateId: poison },
    },
  ]);
  expect(await backbone.metrics.registry.metrics()).toMatch(/inbox_parked_total\{.*\} 1/);
});

test('an event whose parent has not arrived waits longer than failures may', async () => {
  const child = aTicketId();
  let asked = 0;
  await consume(
    async (session, events) => {
      asked += 1;
      if (asked <= 6) throw new NotYet(5, 'its Event has not arrived');
      await copy(session, events);
    },
    { attemptsMax: 2 },
  );
  await backbone.announce(child, 1);
  await until(async () => (await copies()).has(child));
  await until(async () => (await inboxCollections(backbone.database).deferred.findOne()) === null);
});

test('nothing waits for ever: a parent that never arrives ends in parking', async () => {
  await consume(
    async () => {
      throw new NotYet(5, 'its Event has not arrived');
    },
    { notYetMsMax: 100 },
  );
  await backbone.announce(aTicketId(), 1);
  const { deferred, parked } = inboxCollections(backbone.database);
  await until(async () => (await parked.countDocuments()) === 1);
  expect((await parked.findOne())?.reason).toContain('its Event has not arrived');
  await until(async () => (await deferred.countDocuments()) === 0);
});

test('two processes on one database apply every event once', async () => {
  const ids = Array.from({ length: 40 }, aTicketId);
  for (const id of ids) await backbone.announce(id, 1, 2);
  const events = await eventsOf();
  const { database, metrics } = backbone;
  const buses = [backbone.bus([durable]), backbone.bus([durable])];
  const logger = aSilentLogger();
  for (const bus of buses) {
    const consumer = createStateConsumer({
      ...durable,
      database,
      bus,
      logger,
      metrics,
      apply: copy,
    });
    await consumer.start();
    jobs.push(consumer);
  }
  const publishUntilTaken = async (bus: Bus, event: DomainEvent): Promise<void> => {
    await until(() =>
      bus
        .publish(event)
        .then(() => true)
        .catch(() => false),
    );
  };
  await Promise.all(buses.flatMap((bus) => events.map((event) => publishUntilTaken(bus, event))));
  const found = await copies();
  expect(found.size).toBe(ids.length);
  for (const row of found.values()) {
    expect(row.version).toBe(2);
    expect(row.writes).toBeLessThanOrEqual(2);
  }
  expect(await inboxCollections(database).rows.countDocuments()).toBe(events.length);
});
