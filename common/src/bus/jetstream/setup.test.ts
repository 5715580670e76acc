import { startNatsServer, type TestBroker } from '../../testing/brokers/index.js';
import { until } from '../../testing/until.js';
import { PublishRefused } from '../port.js';
import { ensureStream } from './ensure-stream.js';
import { limitedUser, startLimitedServer } from './testing/limited-server.js';
import { anEvent, aTicketId, openWorld, recorder, tickets, type World } from './testing/world.js';

const patience = { timeoutMs: 15_000 };

describe('who makes the stream', () => {
  let broker: TestBroker;
  let world: World;
  afterEach(async () => {
    await world.close();
    await broker.stop();
  });

  function shapeOf({ streamName }: World, maxBytes: number) {
    const shape = { streamName, subjectRoot: streamName, maxBytes };
    return { ...shape, servers: [broker.url], name: 'setup' };
  }

  test('a service that may not make it waits for the setup job, and says so', async () => {
    broker = await startLimitedServer();
    world = openWorld(broker.url);
    const { bus, log } = world.open(limitedUser);
    const { handler, has } = recorder();
    await bus.subscribe(tickets, handler);
    await until(() => log().includes('this user may not make it'), patience);
    expect(bus.isReady()).toBe(false);
    const event = anEvent(aTicketId(), 1);
    await expect(bus.publish(event)).rejects.toBeInstanceOf(PublishRefused);
    expect((await ensureStream(shapeOf(world, 2 ** 20))).isNew).toBe(true);
    await until(() => bus.isReady(), patience);
    await bus.publish(event);
    await until(() => has(event), patience);
  });

  test('an event its user may not publish is kept for a later try', async () => {
    broker = await startLimitedServer();
    world = openWorld(broker.url);
    await ensureStream(shapeOf(world, 2 ** 20));
    const { bus } = await world.openReady(limitedUser);
    const event = { ...anEvent(aTicketId(), 1), aggregateType: 'order' as const };
    await expect(bus.publish(event)).rejects.toBeInstanceOf(PublishRefused);
  });

  test('many processes that start together on an empty server make one stream', async () => {
    broker = await startNatsServer();
    world = openWorld(broker.url);
    const members = await Promise.all(Array.from({ length: 12 }, () => world.openReady()));
    await Promise.all(members.map(({ bus }) => bus.subscribe(tickets, recorder().handler)));
    await Promise.all(members.map(({ bus }) => bus.publish(anEvent(aTicketId(), 1))));
    const storages = await Promise.all(members.map(({ bus }) => bus.storage()));
    expect(new Set(storages.map((storage) => storage?.origin)).size).toBe(1);
    expect(storages[0]?.lastSequence).toBe(12);
  });

  test('the setup job brings a stream up to date, and never makes it drop events', async () => {
    broker = await startNatsServer();
    world = openWorld(broker.url);
    const { bus, log } = await world.openReady({ maxBytes: 2 ** 20 });
    await Promise.all(Array.from({ length: 50 }, () => bus.publish(anEvent(aTicketId(), 1))));
    const changed = await ensureStream(shapeOf(world, 2 ** 21));
    expect(changed).toEqual({ isNew: false, changed: ['max_bytes'] });
    await until(() => log().includes('set otherwise'), patience);
    await expect(ensureStream(shapeOf(world, 10_000))).rejects.toThrow(RangeError);
    expect((await ensureStream(shapeOf(world, 2 ** 21))).changed).toEqual([]);
  });

  test('a service changes the size of the stream to what it is told, where nothing is dropped', async () => {
    broker = await startNatsServer();
    world = openWorld(broker.url);
    const { bus } = await world.openReady({ maxBytes: 2 ** 21 });
    await Promise.all(Array.from({ length: 50 }, () => bus.publish(anEvent(aTicketId(), 1))));
    const operator = await world.operator();
    const bytesMax = async () => (await operator.streams.info(world.streamName)).config.max_bytes;
    const larger = await world.openReady({ maxBytes: 2 ** 22 });
    expect(await bytesMax()).toBe(2 ** 22);
    expect(larger.log()).toContain('The size of the stream has been changed');
    await world.openReady({ maxBytes: 2 ** 20 });
    expect(await bytesMax()).toBe(2 ** 20);
    const tooSmall = await world.openReady({ maxBytes: 10_000 });
    await until(() => tooSmall.log().includes('set otherwise'), patience);
    expect(await bytesMax()).toBe(2 ** 20);
    // It was told once: it does not fight with those that were told something else.
    await ensureStream(shapeOf(world, 2 ** 22));
    await until(() => larger.log().includes('The stream is there'), patience);
    expect(await bytesMax()).toBe(2 ** 22);
  });

  test('signals reach every process that listens, also after the server was away', async () => {
    broker = await startNatsServer();
    world = openWorld(broker.url);
    const { bus } = await world.openReady();
    const { bus: other } = await world.openReady();
    const heard: unknown[] = [];
    const listening = other.signals.listen('viewers', (message) => heard.push(message));
    bus.signals.listen('viewers', () => {
      throw new Error('a broken listener');
    });
    const isHeard = (message: unknown) => async () => {
      bus.signals.send('viewers', message);
      return JSON.stringify(heard).includes(JSON.stringify(message));
    };
    await until(isHeard({ count: 1 }));
    await broker.restart();
    await until(() => bus.isReady() && other.isReady(), patience);
    await until(isHeard({ count: 2 }));
    listening.stop();
    expect((await bus.storage())?.lastSequence).toBe(0);
  });
});
