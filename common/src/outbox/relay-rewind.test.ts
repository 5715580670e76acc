import type { Bus } from '../bus/index.js';
import { openWorld, type World } from '../bus/jetstream/testing/world.js';
import { aTicketId, type Backbone, backboneOn, openBackbone } from '../testing/backbone.js';
import { startNatsServer, type TestBroker } from '../testing/brokers/index.js';
import { dropTestDatabase, openTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';

const patience = { timeoutMs: 15_000 };

let broker: TestBroker;
let world: World;
let backbone: Backbone;
let neighbour: Backbone;
beforeEach(async () => {
  broker = await startNatsServer();
  world = openWorld(broker.url);
  backbone = await openBackbone('rewind');
  neighbour = await backboneOn(await openTestDatabase('neighbour'));
});
afterEach(async () => {
  await world.close();
  await broker.stop();
  await dropTestDatabase(backbone.database);
  await dropTestDatabase(neighbour.database);
});

/** All that is announced by then is published when this resolves, and no relay runs any more. */
async function relayOnce(service: Backbone): Promise<Bus> {
  const { bus } = await world.openReady();
  const relay = service.relay(bus);
  await relay.start();
  await service.announce(aTicketId(), 1);
  await until(() => service.isAllPublished(), patience);
  await relay.stop();
  return bus;
}

async function announceMany(service: Backbone, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await service.announce(aTicketId(), 1, 2);
}

/** The events of this service that the stream holds, by its rows. */
async function missing(bus: Bus): Promise<string[]> {
  const held = new Set<string>();
  const following = await bus.follow(['ticket'], new Date(0), ({ id }) => void held.add(id));
  await following.stop();
  return (await backbone.rows()).map(({ _id }) => _id).filter((id) => !held.has(id));
}

async function republished(): Promise<string> {
  const text = await backbone.metrics.registry.metrics();
  return /outbox_republished_total\{[^}]*\} (\d+)/.exec(text)?.[1] ?? '0';
}

test('a stream that was rewound and then pushed past our highest position gets back what it lost', async () => {
  await announceMany(backbone, 5);
  await relayOnce(backbone);
  await broker.keepCopy();
  await announceMany(backbone, 10);
  const before = await (await relayOnce(backbone)).storage();
  await broker.rewind();
  await announceMany(neighbour, 30);
  const pushed = await (await relayOnce(neighbour)).storage();
  expect(pushed?.origin).toBe(before?.origin);
  expect(pushed?.lastSequence).toBeGreaterThan(before?.lastSequence ?? 0);
  const bus = await relayOnce(backbone);
  expect(await missing(bus)).toEqual([]);
  expect(Number(await republished())).toBeGreaterThanOrEqual(20);
});

test('a stream that others pushed past our highest position without a rewind gets nothing again', async () => {
  await announceMany(backbone, 5);
  await relayOnce(backbone);
  await announceMany(neighbour, 30);
  await relayOnce(neighbour);
  await broker.restart();
  const bus = await relayOnce(backbone);
  expect(await missing(bus)).toEqual([]);
  expect(await republished()).toBe('0');
});

test('what was purged from the stream while the relay runs goes out again, whoever had it', async () => {
  const { bus } = await world.openReady();
  const relay = backbone.relay(bus);
  await relay.start();
  await announceMany(backbone, 10);
  await until(() => backbone.isAllPublished(), patience);
  await (await world.operator()).streams.purge(world.streamName);
  await until(async () => (await missing(bus)).length === 0, patience);
  await relay.stop();
  expect(await republished()).toBe('20');
});
