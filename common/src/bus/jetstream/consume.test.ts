import { startNatsServer, type TestBroker } from '../../testing/brokers/index.js';
import { until } from '../../testing/until.js';
import type { Delivery, UnreadableMessage } from '../port.js';
import {
  anEvent,
  aTicketId,
  consumerName,
  openWorld,
  recorder,
  tickets,
  type World,
} from './testing/world.js';

const patience = { timeoutMs: 15_000 };

describe.each(['newest', '2.9'] as const)('consuming from nats-server %s', (version) => {
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

  test('two processes on one durable share the work, each event for one of them', async () => {
    const { bus } = await world.openReady();
    const { bus: other } = await world.openReady();
    const [here, there] = [recorder(), recorder()];
    await bus.subscribe(tickets, here.handler);
    await other.subscribe(tickets, there.handler);
    const events = Array.from({ length: 2_000 }, () => anEvent(aTicketId(), 1));
    await Promise.all(events.map((event) => bus.publish(event)));
    await until(() => here.events.length + there.events.length >= 2_000, patience);
    const ids = [...here.events, ...there.events].map((event) => event.id);
    expect(new Set(ids).size).toBe(2_000);
    expect(ids).toHaveLength(2_000);
    expect(here.events.length).toBeGreaterThan(0);
    expect(there.events.length).toBeGreaterThan(0);
  });

  test('a verdict is confirmed by the server before the subscription has stopped', async () => {
    const { bus } = await world.openReady();
    const { consumers } = await world.operator();
    const { events, handler } = recorder();
    const subscription = await bus.subscribe(tickets, handler);
    const published = Array.from({ length: 300 }, () => anEvent(aTicketId(), 1));
    await Promise.all(published.map((event) => bus.publish(event)));
    await until(() => events.length >= 300, patience);
    await subscription.stop();
    const info = await consumers.info(world.streamName, consumerName);
    expect(info).toMatchObject({ num_ack_pending: 0, num_pending: 0 });
    expect(info.config).toMatchObject({ max_deliver: -1, max_ack_pending: 512 });
  });

  test('what a stopping process did not get to goes to another at once', async () => {
    const { bus } = await world.openReady({ ackWaitMs: 30_000 });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const taken: Delivery[] = [];
    const subscription = await bus.subscribe(tickets, async (deliveries) => {
      taken.push(...deliveries);
      await gate;
      return deliveries.map(() => ({ kind: 'ack' }));
    });
    const events = Array.from({ length: 200 }, () => anEvent(aTicketId(), 1));
    await Promise.all(events.map((event) => bus.publish(event)));
    await until(() => taken.length > 0);
    const stopped = subscription.stop();
    open();
    await stopped;
    const { bus: other } = await world.openReady({ ackWaitMs: 30_000 });
    const rest = recorder();
    await other.subscribe(tickets, rest.handler);
    await until(() => taken.length + rest.events.length >= 200, patience);
    expect(taken.length + rest.events.length).toBe(200);
  });

  test('a long round is not taken for a dead process', async () => {
    const { bus } = await world.openReady({ ackWaitMs: 300 });
    const { bus: other } = await world.openReady({ ackWaitMs: 300 });
    const manager = await world.operator();
    const attempts: number[] = [];
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    for (const member of [bus, other]) {
      await member.subscribe(tickets, async (deliveries) => {
        attempts.push(...deliveries.map(({ attempt }) => attempt));
        await gate;
        return deliveries.map(() => ({ kind: 'ack' }));
      });
    }
    await bus.publish(anEvent(aTicketId(), 1));
    await until(() => attempts.length > 0);
    // One that says nothing is given up four times meanwhile.
    const silent = { durable_name: 'silent', ack_policy: 'explicit', ack_wait: 300e6 } as const;
    await manager.consumers.add(world.streamName, silent);
    const consumer = await manager.jetstream().consumers.get(world.streamName, 'silent');
    await until(async () => (await consumer.next())?.info.deliveryCount === 5, patience);
    answer();
    const infoNow = () => manager.consumers.info(world.streamName, consumerName);
    await until(async () => (await infoNow()).num_ack_pending === 0, patience);
    expect(attempts).toEqual([1]);
  });

  test('a subscription ends whenever it is stopped, also while it begins', async () => {
    const { bus } = await world.openReady();
    for (let turns = 0; turns < 40; turns += 1) {
      const subscription = await bus.subscribe(tickets, recorder().handler);
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      await subscription.stop();
    }
  });

  test('a put-off delivery comes back counted, a parked one never', async () => {
    const { bus } = await world.openReady();
    const attempts = new Map<string, number[]>();
    const [late, poison] = [anEvent(aTicketId(), 1), anEvent(aTicketId(), 1)];
    await bus.subscribe(tickets, async (deliveries) =>
      deliveries.map(({ event, attempt }) => {
        attempts.set(event.id, [...(attempts.get(event.id) ?? []), attempt]);
        if (event.id === poison.id) return { kind: 'park', reason: 'poison' };
        if (attempt < 4) return { kind: 'retry', afterMs: 20, reason: 'not yet' };
        return { kind: 'ack' };
      }),
    );
    await bus.publish(poison);
    await bus.publish(late);
    await until(() => attempts.get(late.id)?.length === 4, patience);
    expect(attempts.get(late.id)).toEqual([1, 2, 3, 4]);
    expect(attempts.get(poison.id)).toEqual([1]);
  });

  test('a message that is no domain event of its kind is parked and holds up nobody', async () => {
    const { bus } = await world.openReady();
    const publisher = (await world.operator()).jetstream();
    const { events, handler } = recorder();
    const unreadable: UnreadableMessage[] = [];
    let isDatabaseAway = true;
    await bus.subscribe(tickets, handler, async (message) => {
      if (isDatabaseAway) throw new Error('the database is away');
      unreadable.push(message);
    });
    const anOrder = { ...anEvent(aTicketId(), 1), aggregateType: 'order' };
    const withoutVersion = { ...anEvent(aTicketId(), 1), aggregateVersion: undefined };
    const texts = ['not json', JSON.stringify(anOrder), JSON.stringify(withoutVersion)];
    for (const text of texts) await publisher.publish(`${world.streamName}.ticket.x`, text);
    await bus.publish(anEvent(aTicketId(), 1));
    await until(() => events.length > 0);
    isDatabaseAway = false;
    await until(() => unreadable.length === 3, patience);
    expect(unreadable.map(({ text }) => text).sort()).toEqual(texts.sort());
    expect(new Set(unreadable.map(({ place }) => place)).size).toBe(3);
    expect(events).toHaveLength(1);
  });

  test('a consumer that is set otherwise is brought up to date', async () => {
    const { consumers } = await world.operator();
    const { bus } = await world.openReady({ inFlightMax: 8 });
    const before = await bus.subscribe(tickets, recorder().handler);
    const settings = async () =>
      (await consumers.info(world.streamName, consumerName).catch(() => null))?.config ?? null;
    await until(async () => (await settings())?.max_ack_pending === 8);
    await before.stop();
    const { bus: next, log } = await world.openReady({ inFlightMax: 16 });
    await next.subscribe(tickets, recorder().handler);
    await until(async () => (await settings())?.max_ack_pending === 16);
    expect(log()).toContain('brought up to date');
  });

  test('a deleted consumer is made again and delivery goes on', async () => {
    const { bus, log } = await world.openReady();
    const { consumers } = await world.operator();
    const { handler, has } = recorder();
    await bus.subscribe(tickets, handler);
    const [first, second] = [anEvent(aTicketId(), 1), anEvent(aTicketId(), 1)];
    await bus.publish(first);
    await until(() => has(first));
    await consumers.delete(world.streamName, consumerName);
    await bus.publish(second);
    await until(() => has(second), patience);
    expect(log()).toContain('beginning again');
  });

  test('a deleted stream is made again, said, and delivery goes on', async () => {
    const { bus, log } = await world.openReady();
    const { streams } = await world.operator();
    const { handler, has } = recorder();
    await bus.subscribe(tickets, handler);
    const [first, second] = [anEvent(aTicketId(), 1), anEvent(aTicketId(), 1)];
    await bus.publish(first);
    await until(() => has(first));
    const before = await bus.storage();
    const connections = bus.connections();
    await streams.delete(world.streamName);
    await until(() => bus.connections() > connections, patience);
    await until(() => bus.isReady(), patience);
    expect((await bus.storage())?.origin).not.toBe(before?.origin);
    await bus.publish(second);
    await until(() => has(second), patience);
    expect(log()).toContain('The stream is another one');
  });

  test('the lag of a durable can be seen', async () => {
    const { bus, metrics } = await world.openReady({ watchEveryMs: 50, inFlightMax: 1 });
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await bus.subscribe(tickets, async (deliveries) => {
      await gate;
      return deliveries.map(() => ({ kind: 'ack' }));
    });
    for (let count = 0; count < 4; count += 1) await bus.publish(anEvent(aTicketId(), 1));
    const shown = async (lag: number) =>
      (await metrics.registry.metrics()).includes(
        `bus_consumer_lag_events{durable="test.ticket"} ${lag}\n`,
      );
    await until(() => shown(3), patience);
    answer();
    await until(() => shown(0), patience);
  });
});
