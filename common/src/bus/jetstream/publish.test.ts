import { startNatsServer, type TestBroker } from '../../testing/brokers/index.js';
import { until } from '../../testing/until.js';
import { PublishFenced, PublishRefused } from '../port.js';
import { anEvent, aTicketId, openWorld, recorder, tickets, type World } from './testing/world.js';

/** Servers of both generations answer the same questions differently. */
describe.each(['newest', '2.9'] as const)('publishing to nats-server %s', (version) => {
  let broker: TestBroker;
  let world: World;
  beforeAll(async () => {
    broker = await startNatsServer({ version });
  });
  beforeEach(() => {
    world = openWorld(broker.url);
  });
  afterEach(() => world.close());
  afterAll(() => broker.stop());

  test('versions follow each other, and each is told its place', async () => {
    const { bus } = await world.openReady();
    const id = aTicketId();
    for (const aggregateVersion of [1, 2, 3]) {
      const receipt = await bus.publish(anEvent(id, aggregateVersion));
      expect(receipt).toEqual({ sequence: aggregateVersion, duplicate: false });
    }
  });

  test('aggregates of two types that share an id are told apart', async () => {
    const { bus, metrics } = await world.openReady();
    const id = aTicketId();
    for (const version of [1, 2, 3]) {
      await bus.publish(anEvent(id, version));
      await bus.publish({ ...anEvent(id, version), aggregateType: 'order' });
    }
    // What each subject ends with was remembered, not asked.
    const questions = metrics.registry.getSingleMetric('bus_last_message_questions_total');
    expect((await questions?.get())?.values).toEqual([]);
  });

  test('how far it had come at a time is told by its own clock', async () => {
    const { bus } = await world.openReady();
    const publish = (count: number) =>
      Promise.all(Array.from({ length: count }, () => bus.publish(anEvent(aTicketId(), 1))));
    expect(await bus.storedBefore(new Date())).toBe(0);
    await publish(11);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const between = new Date();
    await publish(6);
    expect(await bus.storedBefore(new Date(0))).toBe(0);
    expect(await bus.storedBefore(between)).toBe(11);
    expect(await bus.storedBefore(new Date(Date.now() + 1_000))).toBe(17);
  });

  test('hundreds under way at once are all stored', async () => {
    const { bus } = await world.openReady();
    const events = Array.from({ length: 1_000 }, () => anEvent(aTicketId(), 1));
    const receipts = await Promise.all(events.map((event) => bus.publish(event)));
    expect(new Set(receipts.map((receipt) => receipt.sequence)).size).toBe(1_000);
  });

  test('a publish whose answer was lost is told its place when it is repeated', async () => {
    const { bus } = await world.openReady();
    const first = anEvent(aTicketId(), 1);
    const second = anEvent(first.aggregateId, 2);
    await bus.publish(first);
    await bus.publish(second);
    expect(await bus.publish(second)).toEqual({ sequence: 2, duplicate: true });
    // Another process, which knows nothing of it.
    const { bus: other } = await world.openReady();
    expect(await other.publish(second)).toEqual({ sequence: 2, duplicate: true });
    const storage = await bus.storage();
    expect(storage?.lastSequence).toBe(2);
  });

  test('a process that takes over goes on where the other one stopped', async () => {
    const { bus } = await world.openReady();
    const { bus: other } = await world.openReady();
    const id = aTicketId();
    await bus.publish(anEvent(id, 1));
    await other.publish(anEvent(id, 2));
    // This one remembers version 1 as the last.
    expect(await bus.publish(anEvent(id, 3))).toEqual({ sequence: 3, duplicate: false });
  });

  test('a higher version there already fences the publish, the first version too', async () => {
    const { bus } = await world.openReady();
    const { bus: zombie } = await world.openReady();
    const id = aTicketId();
    const [first, second] = [anEvent(id, 1), anEvent(id, 2)];
    await bus.publish(first);
    await bus.publish(second);
    await expect(zombie.publish(first)).rejects.toBeInstanceOf(PublishFenced);
    await expect(zombie.publish(anEvent(id, 1))).rejects.toBeInstanceOf(PublishFenced);
    expect((await bus.storage())?.lastSequence).toBe(2);
  });

  test('unfenced it is published behind a higher version, and known as a duplicate', async () => {
    const { bus } = await world.openReady();
    const id = aTicketId();
    const [first, second] = [anEvent(id, 1), anEvent(id, 2)];
    await bus.publish(second, { fenced: false });
    expect(await bus.publish(first, { fenced: false })).toEqual({ sequence: 2, duplicate: false });
    expect((await bus.publish(first, { fenced: false })).duplicate).toBe(true);
    expect((await bus.publish(anEvent(id, 3))).duplicate).toBe(false);
  });

  test('a replay is stored again, and the next version follows it', async () => {
    const { bus } = await world.openReady();
    const id = aTicketId();
    const events = [1, 2, 3].map((aggregateVersion) => anEvent(id, aggregateVersion));
    for (const event of events) await bus.publish(event);
    for (const [index, event] of events.entries()) {
      const receipt = await bus.publish(event, { replayId: 'run-1' });
      expect(receipt).toEqual({ sequence: 4 + index, duplicate: false });
    }
    const [first] = events;
    if (first !== undefined) await bus.publish(first, { replayId: 'run-2' });
    expect(await bus.publish(anEvent(id, 4))).toEqual({ sequence: 8, duplicate: false });
  });

  test('versions that aged out do not hold up the next one', async () => {
    const { bus } = await world.openReady();
    const { streams } = await world.operator();
    const id = aTicketId();
    await bus.publish(anEvent(id, 1));
    const second = anEvent(id, 2);
    await bus.publish(second);
    await streams.purge(world.streamName);
    expect((await bus.publish(anEvent(id, 3))).duplicate).toBe(false);
    // Removed, and yet remembered by the server as a duplicate: it is there again, not believed.
    const { bus: other } = await world.openReady();
    await streams.purge(world.streamName);
    expect((await other.publish(second)).duplicate).toBe(false);
    expect((await streams.info(world.streamName)).state.messages).toBe(1);
  });

  test('what was removed is there again when it is published behind a higher version, too', async () => {
    const { bus } = await world.openReady();
    const { streams } = await world.operator();
    const id = aTicketId();
    const [first, second] = [anEvent(id, 1), anEvent(id, 2)];
    await bus.publish(first);
    await streams.purge(world.streamName);
    await bus.publish(second);
    const again = await bus.publish(first, { fenced: false, attempt: 2 });
    expect(again.duplicate).toBe(false);
    expect(await bus.holds(again.sequence ?? 0, first.id)).toBe(true);
    expect((await bus.publish(first, { fenced: false, attempt: 2 })).duplicate).toBe(true);
    expect((await streams.info(world.streamName)).state.messages).toBe(2);
  });

  test('a full stream refuses, drops nothing, and is an alarm before that', async () => {
    const { bus, metrics, log } = await world.openReady({ maxBytes: 40_000 });
    const { streams } = await world.operator();
    let stored = 0;
    async function fill(): Promise<never> {
      for (;;) {
        await bus.publish(anEvent(aTicketId(), 1));
        stored += 1;
      }
    }
    const refusal = await fill().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PublishRefused);
    expect(refusal).toMatchObject({ retryAfterMs: 2_000 });
    expect((await streams.info(world.streamName)).state.messages).toBe(stored);
    await until(async () => (await metrics.registry.metrics()).includes(nearlyFull(world)));
    expect(log()).toContain('The stream is nearly full');
    await streams.purge(world.streamName);
    await bus.publish(anEvent(aTicketId(), 1));
  });

  test('an event no server takes is the error itself, not a refusal to be repeated', async () => {
    const { bus } = await world.openReady();
    const event = { ...anEvent(aTicketId(), 1), data: 'x'.repeat(2 * 1024 ** 2) };
    const error = await bus.publish(event).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(PublishRefused);
  });

  test('what a subscriber is brought is the event as it was published', async () => {
    const { bus } = await world.openReady();
    const event = anEvent(aTicketId(), 1);
    const { events, handler } = recorder();
    await bus.subscribe(tickets, handler);
    await bus.publish(event);
    await until(() => events.length > 0);
    expect(events).toEqual([event]);
  });
});

function nearlyFull(world: World): string {
  return `bus_stream_nearly_full{stream="${world.streamName}"} 1`;
}
