import { setTimeout as wait } from 'node:timers/promises';
import { createStateConsumer } from '../inbox/index.js';
import type { Job } from '../lifecycle/service.js';
import { aTicketDraft, aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { createRecordingBus } from '../testing/bus.js';
import { countCommands, dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';

let backbone: Backbone;
const jobs: Job[] = [];
beforeEach(async () => {
  backbone = await openBackbone('cost');
});
afterEach(async () => {
  for (const job of jobs.splice(0).reverse()) await job.stop();
  await dropTestDatabase(backbone.database);
});

const sum = (counts: Record<string, number>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

test.each([
  ['with a bus of its own', false],
  ['with its leases, on a bus that it shares', true],
])('an idle relay asks at most twice a second: %s', async (_name, isShared) => {
  const relay = backbone.relay({ ...createRecordingBus(), isShared });
  jobs.push(relay);
  await relay.start();
  // It falls asleep in steps; the promise is about an idle one.
  await wait(2_500);
  const commands = countCommands(backbone.database);
  await wait(5_000);
  expect(sum(commands.stop())).toBeLessThanOrEqual(10);
});

test('rows of another process are found without a nudge, within the poll', async () => {
  const bus = createRecordingBus();
  const relay = backbone.relay(bus, { watchesChanges: false });
  jobs.push(relay);
  await relay.start();
  const { database } = backbone;
  // A session of its own announces nothing: like a process elsewhere.
  const session = await database.connection.startSession();
  await session.withTransaction(() => backbone.outbox.add(session, [aTicketDraft(aTicketId(), 1)]));
  await session.endSession();
  await until(() => bus.published.length === 1, { timeoutMs: 2_500 });
});

test('a relay deep asleep hears of other processes by the change stream', async () => {
  const bus = createRecordingBus();
  const relay = backbone.relay(bus, { pollMsMax: 60_000 });
  jobs.push(relay);
  await relay.start();
  // By now it sleeps for eight seconds.
  await wait(3_000);
  const session = await backbone.database.connection.startSession();
  await session.withTransaction(() => backbone.outbox.add(session, [aTicketDraft(aTicketId(), 1)]));
  await session.endSession();
  await until(() => bus.published.length === 1, { timeoutMs: 3_000 });
});

test('1,000 events cost at most 20 transactions of a consumer and 20 marks', async () => {
  const ids = Array.from({ length: 1_000 }, aTicketId);
  const drafts = ids.map((id) => aTicketDraft(id, 1));
  await backbone.database.transact((session) => backbone.outbox.add(session, drafts));
  const durable = { name: 'cost.ticket', aggregateTypes: ['ticket'] as const };
  const bus = backbone.bus([durable]);
  const applied: string[] = [];
  const { database, metrics } = backbone;
  const consumer = createStateConsumer({
    ...durable,
    database,
    bus,
    metrics,
    logger: aSilentLogger(),
    apply: async (_session, events) => void applied.push(...events.map((e) => e.aggregateId)),
  });
  const relay = backbone.relay(bus);
  jobs.push(consumer, relay);
  for (const job of jobs) await job.start();
  const commands = countCommands(database);
  await until(() => backbone.isAllPublished(), { timeoutMs: 15_000 });
  const counts = commands.stop();
  expect(new Set(applied)).toEqual(new Set(ids));
  expect(counts['commitTransaction']).toBeLessThanOrEqual(20);
  expect(counts['update']).toBeLessThanOrEqual(20);
});
