import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { startNatsServer } from '../../../../scripts/provision/nats-server-process.mjs';
import { openTcpProxy, type TcpProxy } from '../../testing/brokers/tcp-proxy.js';
import { startTestBroker, type TestBroker } from '../../testing/brokers/test-broker.js';
import { until } from '../../testing/until.js';
import { anEvent, aTicketId, openWorld, recorder, tickets, type World } from './testing/world.js';

const patience = { timeoutMs: 20_000 };
const variables = { newest: 'NATS_SERVER_BINARY', '2.9': 'NATS_SERVER_29_BINARY' };

describe.each(['newest', '2.9'] as const)('a durable on nats-server %s', (version) => {
  let broker: TestBroker;
  let world: World;
  let dataDirectory = '';
  const wires: TcpProxy[] = [];
  beforeEach(async () => {
    broker = await startTestBroker({
      name: 'nats-server',
      variable: variables[version],
      start(options) {
        dataDirectory = options.dataDir;
        return startNatsServer(options);
      },
    });
    world = openWorld(broker.url);
  });
  afterEach(async () => {
    await world.close();
    for (const wire of wires.splice(0)) await wire.close();
    await broker.stop();
  });

  /** Loses what the stream got since the copy; the consumers' own files survive. */
  async function rewindMessagesAlone(): Promise<void> {
    const messages = path.join('store', 'jetstream', '$G', 'streams', world.streamName, 'msgs');
    const [now, before] = [dataDirectory, path.join(dataDirectory, '..', 'copy')];
    await broker.kill();
    await rm(path.join(now, messages), { recursive: true });
    await cp(path.join(before, messages), path.join(now, messages), { recursive: true });
    await broker.restart();
  }

  /** A bus that handled one event before the copy and twenty after it, and is connected again. */
  async function handleMoreThanTheCopyHas(servers: readonly string[]) {
    const { bus, log } = await world.openReady({ servers, ackWaitMs: 120_000 });
    const { handler, has } = recorder();
    await bus.subscribe(tickets, handler);
    const kept = anEvent(aTicketId(), 1);
    await bus.publish(kept);
    await until(() => has(kept), patience);
    await broker.keepCopy();
    await until(() => bus.isReady() && bus.connections() >= 2, patience);
    const lost = Array.from({ length: 20 }, () => anEvent(aTicketId(), 1));
    for (const event of lost) await bus.publish(event);
    await until(() => lost.every(has), patience);
    // What is acknowledged is in the consumer's files before the server ends.
    await broker.restart();
    await until(() => bus.isReady() && bus.connections() >= 3, patience);
    return { bus, log, has };
  }

  /** The newest puts the durable right itself; 2.9 only as it redelivers, after the ack wait. */
  test('a durable that stands ahead of its stream misses nothing of what comes', async () => {
    const { bus, log, has } = await handleMoreThanTheCopyHas([broker.url]);
    await rewindMessagesAlone();
    await until(() => bus.isReady() && bus.connections() >= 4, patience);
    await until(() => log().includes('The stream has lost its tail'), patience);
    const next = anEvent(aTicketId(), 1);
    expect((await bus.publish(next)).sequence).toBe(2);
    await until(() => has(next), patience);
  });

  test('a durable whose stream was filled again past it, before its process looked, misses nothing', async () => {
    const wire = await openTcpProxy(broker.url);
    wires.push(wire);
    const { has } = await handleMoreThanTheCopyHas([wire.url]);
    wire.cut();
    await rewindMessagesAlone();

    const { bus: other } = await world.openReady();
    const refilled = Array.from({ length: 30 }, () => anEvent(aTicketId(), 1));
    for (const event of refilled) await other.publish(event);
    wire.heal();
    await until(() => refilled.every(has), patience);
  });
});
