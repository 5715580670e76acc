import { startNatsStreamingServer, type TestBroker } from '../../testing/brokers/index.js';
import { until } from '../../testing/until.js';
import { PublishRefused } from '../port.js';
import { events, openWorld, type World } from './testing/world.js';

const timeoutMs = 15_000;

let server: TestBroker;
let world: World;
beforeAll(async () => {
  server = await startNatsStreamingServer();
  world = openWorld(server.url);
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

test('it tells what it holds since then, also after a restart, and nothing after a wipe', async () => {
  const { bus } = await world.openReady();
  const published = events(600);
  const all = new Set(published.map(({ id }) => id));
  const aMinuteAgo = new Date(Date.now() - 60_000);
  const inAMinute = new Date(Date.now() + 60_000);
  const connected = (count: number) => until(() => bus.connections() === count, { timeoutMs });

  await Promise.all(published.map((event) => bus.publish(event)));
  expect(await bus.heldSince(['ticket', 'order'], aMinuteAgo)).toEqual(all);
  expect(await bus.heldSince(['order'], aMinuteAgo)).toEqual(new Set());
  expect(await bus.heldSince(['ticket', 'order'], inAMinute)).toEqual(new Set());

  await server.kill();
  await until(() => !bus.isReady(), { timeoutMs });
  await expect(bus.heldSince(['ticket'], aMinuteAgo)).rejects.toBeInstanceOf(PublishRefused);
  await server.restart();
  await connected(2);
  expect(await bus.heldSince(['ticket', 'order'], aMinuteAgo)).toEqual(all);

  await server.wipe();
  await connected(3);
  expect(await bus.heldSince(['ticket', 'order'], aMinuteAgo)).toEqual(new Set());
});
