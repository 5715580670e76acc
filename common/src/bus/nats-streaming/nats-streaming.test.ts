import { once } from 'node:events';
import { connect } from 'node-nats-streaming';
import { createLogger } from '../../logging/index.js';
import { createMetrics } from '../../metrics/index.js';
import { startNatsStreamingServer, type TestBroker } from '../../testing/brokers/index.js';
import { openTcpProxy } from '../../testing/brokers/tcp-proxy.js';
import { until } from '../../testing/until.js';
import { aborted } from '../broker/aborted.js';
import { PublishRefused, type Verdict } from '../port.js';
import { createConnection } from './connection.js';
import { defaults } from './options.js';
import {
  anEvent,
  clusterId,
  events,
  openWorld,
  recorder,
  tickets,
  type World,
} from './testing/world.js';

const timeoutMs = 15_000;

describe('NATS Streaming in particular', () => {
  let server: TestBroker;
  let world: World;
  beforeAll(async () => {
    server = await startNatsStreamingServer();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    world = openWorld(server.url);
  });
  afterEach(() => world.close());

  test('it says at its start that its server is out of support', () => {
    expect(world.open().log()).toContain('out of support since June 2023');
  });

  test('an event that the server can never take is not tried for ever, nor hurts others', async () => {
    const { bus } = await world.openReady();
    const tooLarge = bus.publish(anEvent('x'.repeat(2 * 1024 ** 2)));
    await expect(tooLarge).rejects.not.toBeInstanceOf(PublishRefused);
    await expect(bus.publish(anEvent())).resolves.toEqual({ duplicate: false });
    expect(bus.connections()).toBe(1);
  });

  test('processes of one name share a durable: each event goes to one of them', async () => {
    const [first, second] = [await world.openReady(), await world.openReady()];
    const [one, other] = [recorder(), recorder()];
    await first.bus.subscribe(tickets, one.handler);
    await second.bus.subscribe(tickets, other.handler);
    // Both are known to the server when each has been brought something.
    const brought = () => one.deliveries.length + other.deliveries.length;
    let sent = 0;
    await until(async () => {
      sent += 10;
      await Promise.all(events(10).map((event) => first.bus.publish(event)));
      return one.deliveries.length > 0 && other.deliveries.length > 0;
    });
    await until(() => brought() >= sent);
    expect(one.ids().size + other.ids().size).toBe(sent);
    expect(brought()).toBe(sent);
  });

  test('what was held over a lost connection comes again long before the ack wait', async () => {
    const wire = await openTcpProxy(server.url);
    const { bus } = await world.openReady({ url: wire.url, ackWaitMs: 60_000 });
    let isStuck = true;
    const { deliveries, handler } = recorder();
    await bus.subscribe(tickets, async (brought) => {
      const verdicts = await handler(brought);
      if (!isStuck) return verdicts;
      return brought.map(() => ({ kind: 'retry', afterMs: 60_000, reason: 'stuck' }));
    });
    const event = anEvent();
    await bus.publish(event);
    await until(() => deliveries.length === 1);
    isStuck = false;
    wire.cut();
    await until(() => !bus.isReady());
    wire.heal();
    await until(() => deliveries.length === 2, { timeoutMs });
    expect(deliveries.map((delivery) => delivery.event.id)).toEqual([event.id, event.id]);
    await world.close();
    await wire.close();
  });

  test('a delivery put off beyond the ack wait is not handled twice at once', async () => {
    const { bus } = await world.openReady({ ackWaitMs: 1_000 });
    let underWay = 0;
    let mostUnderWay = 0;
    const { deliveries, handler } = recorder(
      ({ attempt }): Verdict =>
        attempt === 1 ? { kind: 'retry', afterMs: 2_500, reason: 'later' } : { kind: 'ack' },
    );
    await bus.subscribe(tickets, async (brought) => {
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      const verdicts = await handler(brought);
      underWay -= 1;
      return verdicts;
    });
    const event = anEvent();
    await bus.publish(event);
    await until(() => deliveries.length === 2);
    expect(deliveries.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(mostUnderWay).toBe(1);
  });

  test('what is no event is counted, logged, acknowledged and never brought', async () => {
    const { bus, metrics, log } = await world.openReady({ ackWaitMs: 1_000 });
    const operator = connect(clusterId, 'operator', { url: server.url });
    await once(operator, 'connect');
    const channel = `${world.channelRoot}.ticket`;
    for (const malformed of ['no JSON', '{"id":7}', 'null', '']) {
      await new Promise((resolve) => operator.publish(channel, malformed, resolve));
    }
    const event = anEvent();
    await bus.publish(event);
    const { ids, handler } = recorder();
    const subscription = await bus.subscribe(tickets, handler);
    const counted = async () =>
      (await metrics.registry.getSingleMetricAsString('bus_malformed_messages_total')).includes(
        'bus_malformed_messages_total{durable="test.ticket"} 4',
      );
    await until(() => ids().has(event.id));
    await until(counted);
    await subscription.stop();
    expect(log()).toContain('No domain event');

    await bus.subscribe(tickets, handler);
    const later = anEvent();
    await bus.publish(later);
    await until(() => ids().has(later.id));
    expect(await counted()).toBe(true);
    expect(ids()).toEqual(new Set([event.id, later.id]));
    operator.close();
    await once(operator, 'close');
  });

  test('signals reach every process that listens', async () => {
    const [first, second] = [await world.openReady(), await world.openReady()];
    const heard: unknown[] = [];
    for (const { bus } of [first, second]) {
      bus.signals.listen('viewers', (message) => heard.push(message));
    }
    // Who listens only now may miss the first ones.
    await until(() => {
      first.bus.signals.send('viewers', { seats: 'één' });
      return heard.length >= 4;
    });
    expect(heard[0]).toEqual({ seats: 'één' });
  });

  test('a signal that the server can never take is not sent, and cuts no connection', async () => {
    const { bus, log } = await world.openReady();
    bus.signals.send('viewers', 'x'.repeat(2 * 1024 ** 2));
    await expect(bus.publish(anEvent())).resolves.toEqual({ duplicate: false });
    expect(bus.connections()).toBe(1);
    expect(log()).toContain('A signal could not be sent');
  });

  test('a link is nobody’s from the moment of its loss: who is woken by it finds the next', async () => {
    const lines: string[] = [];
    const logger = createLogger({
      name: 'test',
      destination: { write: (line) => lines.push(line) },
    });
    const place = { url: server.url, clusterId, clientName: 'test', channelRoot: 'test' };
    const options = { ...defaults, ...place, logger, metrics: createMetrics() };
    const connection = createConnection(options, logger, options.metrics);
    const never = new AbortController().signal;
    const link = await connection.when(never);
    const found = aborted(link?.lost ?? never).then(() => connection.current());
    link?.lose(new Error('client has been replaced or is no longer registered'));
    expect(await found).toBeNull();
    expect(await connection.when(never)).not.toBe(link);
    await connection.close();
  });

  describe('when its server fails', () => {
    // Whatever a failed test left it in.
    afterEach(() => server.restart());

    test('without a server it opens, is not ready and refuses; when the server comes it is', async () => {
      await server.kill();
      const { bus } = world.open();
      await expect(bus.publish(anEvent())).rejects.toBeInstanceOf(PublishRefused);
      await expect(bus.storage()).rejects.toBeInstanceOf(PublishRefused);
      expect(bus.isReady()).toBe(false);
      await server.restart();
      await until(() => bus.isReady(), { timeoutMs });
      await expect(bus.publish(anEvent())).resolves.toEqual({ duplicate: false });
    });

    test('who listens to signals lives on, and hears them when the server is back', async () => {
      const { bus } = await world.openReady();
      const heard: unknown[] = [];
      bus.signals.listen('viewers', (message) => heard.push(message));
      await server.kill();
      await until(() => !bus.isReady(), { timeoutMs });
      await server.restart();
      await until(
        () => {
          bus.signals.send('viewers', 'again');
          return heard.length > 0;
        },
        { timeoutMs },
      );
    });

    test('publishes that the server died with are refused, not taken for stored', async () => {
      const { bus } = await world.openReady();
      // Nothing else is under way that could notice first.
      await bus.storage();
      await server.pause();
      const publishing = Promise.allSettled(events(50).map((event) => bus.publish(event)));
      const [outcomes] = await Promise.all([publishing, server.kill()]);
      for (const outcome of outcomes) {
        expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(PublishRefused);
      }
    });

    test('a frozen server is noticed although its connection is up', async () => {
      const { bus } = await world.openReady();
      await server.pause();
      await until(() => !bus.isReady(), { timeoutMs });
      server.resume();
      await until(() => bus.isReady(), { timeoutMs });
      expect(bus.connections()).toBeGreaterThan(1);
    });

    test('a follower goes on where it was after a restart, and begins anew after a wipe', async () => {
      const { bus } = await world.openReady();
      const heard: string[] = [];
      let gaps = 0;
      const onGap = () => {
        gaps += 1;
      };
      async function publishOne(): Promise<string> {
        const event = anEvent();
        await bus.publish(event);
        await until(() => heard.includes(event.id), { timeoutMs });
        return event.id;
      }
      await bus.follow(['ticket', 'order'], new Date(0), ({ id }) => heard.push(id), onGap);
      const before = await publishOne();
      await server.restart();
      await until(() => gaps === 1, { timeoutMs });
      const after = await publishOne();
      await server.wipe();
      await until(() => gaps === 2, { timeoutMs });
      expect(heard).toEqual([before, after, await publishOne()]);
    });

    test('a follower knows whether anything is brought to it now', async () => {
      const { bus } = await world.openReady();
      const following = await bus.follow(['ticket'], new Date(0), () => undefined);
      await until(() => following.isFollowing?.() === true, { timeoutMs });
      await server.kill();
      await until(() => following.isFollowing?.() === false, { timeoutMs });
      await server.restart();
      await until(() => following.isFollowing?.() === true, { timeoutMs });
    });

    test('two processes that name a storage at once agree, also after a restart', async () => {
      const members = [await world.openReady(), await world.openReady()];
      const origins = async () => {
        await until(() => members.every(({ bus }) => bus.isReady()), { timeoutMs });
        return (await Promise.all(members.map(({ bus }) => bus.storage()))).map((it) => it?.origin);
      };
      const [origin] = await origins();
      expect(await origins()).toEqual([origin, origin]);
      await server.kill();
      await until(() => members.every(({ bus }) => !bus.isReady()), { timeoutMs });
      await server.restart();
      expect(await origins()).toEqual([origin, origin]);
    });
  });
});
