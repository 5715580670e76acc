import { startNatsServer, type TestBroker } from '../../testing/brokers/index.js';
import { until } from '../../testing/until.js';
import { PublishRefused } from '../port.js';
import { anEvent, aTicketId, openWorld, recorder, tickets, type World } from './testing/world.js';

const patience = { timeoutMs: 20_000 };

/** A broker of its own for each test, since they treat it badly. */
describe.each(['newest', '2.9'] as const)('trouble with nats-server %s', (version) => {
  let broker: TestBroker;
  let world: World;
  beforeEach(async () => {
    broker = await startNatsServer({ version });
    world = openWorld(broker.url);
  });
  afterEach(async () => {
    await world.close();
    await broker.stop();
  });

  test('a process that starts before its broker waits, says so, and then works', async () => {
    await broker.kill();
    const { bus, log } = world.open();
    const { handler, has } = recorder();
    await bus.subscribe(tickets, handler);
    await until(() => log().includes('JetStream is not there'));
    expect(bus.isReady()).toBe(false);
    expect(bus.connections()).toBe(0);
    const event = anEvent(aTicketId(), 1);
    await expect(bus.publish(event)).rejects.toBeInstanceOf(PublishRefused);
    await broker.restart();
    await until(() => bus.isReady(), patience);
    await bus.publish(event);
    await until(() => has(event), patience);
    expect(bus.connections()).toBe(1);
  });

  test('while the broker is away publishes are refused at once, and afterwards they work', async () => {
    const { bus, log } = await world.openReady();
    const { handler, has } = recorder();
    await bus.subscribe(tickets, handler);
    const [id, other] = [aTicketId(), aTicketId()];
    await bus.publish(anEvent(id, 1));
    const storage = await bus.storage();
    await broker.kill();
    await until(() => !bus.isReady());
    const second = anEvent(id, 2);
    await expect(bus.publish(second)).rejects.toBeInstanceOf(PublishRefused);
    await expect(bus.storage()).rejects.toBeInstanceOf(PublishRefused);
    await broker.restart();
    await until(() => bus.isReady(), patience);
    expect(bus.connections()).toBe(2);
    expect(await bus.storage()).toEqual(storage);
    expect((await bus.publish(second)).sequence).toBe(2);
    await bus.publish(anEvent(other, 1));
    await until(() => has(second), patience);
    expect(log()).toContain('The connection to JetStream was lost');
  });

  test('a publish under way when the broker is killed is refused, and repeated it is there once', async () => {
    const { bus } = await world.openReady();
    const events = Array.from({ length: 500 }, () => anEvent(aTicketId(), 1));
    const publishing = Promise.allSettled(events.map((event) => bus.publish(event)));
    await broker.kill();
    const outcomes = await publishing;
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(PublishRefused);
    }
    await broker.restart();
    await until(() => bus.isReady(), patience);
    await Promise.all(events.map((event) => bus.publish(event)));
    expect((await bus.storage())?.lastSequence).toBe(500);
  });

  test('a killed broker loses no delivery', async () => {
    const { bus } = await world.openReady();
    const { events, handler } = recorder();
    await bus.subscribe(tickets, handler);
    const published = Array.from({ length: 600 }, () => anEvent(aTicketId(), 1));
    await Promise.all(published.map((event) => bus.publish(event)));
    await broker.restart();
    await until(() => new Set(events.map((event) => event.id)).size === 600, patience);
  });

  test('a wiped broker is noticed: its storage is another one, and everything is made again', async () => {
    const { bus } = await world.openReady();
    const { handler, has } = recorder();
    await bus.subscribe(tickets, handler);
    const first = anEvent(aTicketId(), 1);
    await bus.publish(first);
    await until(() => has(first));
    const before = await bus.storage();
    await broker.wipe();
    await until(() => bus.connections() >= 2 && bus.isReady(), patience);
    const after = await bus.storage();
    expect(after?.origin).not.toBe(before?.origin);
    expect(after?.lastSequence).toBe(0);
    const second = anEvent(first.aggregateId, 2);
    expect(await bus.publish(second)).toEqual({ sequence: 1, duplicate: false });
    await until(() => has(second), patience);
  });

  test('a rewound broker has the same storage, and less of it', async () => {
    const { bus } = await world.openReady();
    await bus.publish(anEvent(aTicketId(), 1));
    await broker.keepCopy();
    await until(() => bus.isReady() && bus.connections() >= 2, patience);
    const lost = anEvent(aTicketId(), 1);
    expect((await bus.publish(lost)).sequence).toBe(2);
    const before = await bus.storage();
    await broker.rewind();
    await until(() => bus.isReady() && bus.connections() >= 3, patience);
    const { origin } = before ?? {};
    expect(await bus.storage()).toEqual({ origin, firstSequence: 1, lastSequence: 1 });
    expect(await bus.publish(lost)).toEqual({ sequence: 2, duplicate: false });
  });

  test('a frozen broker is given up, and found again when it runs on', async () => {
    const { bus } = await world.openReady({ answerTimeoutMs: 500 });
    await broker.pause();
    // It may have answered one more before the signal was heard.
    const publishIsRefused = () =>
      bus.publish(anEvent(aTicketId(), 1)).then(
        () => false,
        (error: unknown) => error instanceof PublishRefused,
      );
    await until(publishIsRefused, patience);
    await until(() => !bus.isReady(), patience);
    broker.resume();
    await until(() => bus.isReady(), patience);
    await bus.publish(anEvent(aTicketId(), 1));
  });

  test('a bus can be closed while the broker is away', async () => {
    const { bus } = await world.openReady();
    await bus.subscribe(tickets, recorder().handler);
    await broker.kill();
    await until(() => !bus.isReady());
    await bus.close();
    await expect(bus.publish(anEvent(aTicketId(), 1))).rejects.toBeInstanceOf(PublishRefused);
  });
});
