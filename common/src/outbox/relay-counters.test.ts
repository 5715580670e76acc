import { type Bus, PublishRefused } from '../bus/index.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { Job } from '../lifecycle/service.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { createRecordingBus } from '../testing/bus.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { replay } from './operator/index.js';
import { partitionCount } from './partition.js';
import { createRepublish } from './republish.js';

let backbone: Backbone;
const relays: Job[] = [];
beforeEach(async () => {
  backbone = await openBackbone('counters');
});
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.stop();
  await dropTestDatabase(backbone.database);
});

async function start(...of: Parameters<Backbone['relay']>): Promise<Job> {
  const relay = backbone.relay(...of);
  relays.push(relay);
  await relay.start();
  return relay;
}

/** The figure of a line, by the beginning of it. */
async function figureOf(metric: string, labels = ''): Promise<number | undefined> {
  const text = await backbone.metrics.registry.metrics();
  const line = `${metric}{database="${backbone.database.name}"${labels}} `;
  const found = text.split('\n').find((one) => one.startsWith(line));
  return found === undefined ? undefined : Number(found.slice(line.length));
}

/** Throws, for some events, the first time. */
function busThatThrows(errorOf: (event: DomainEvent) => Error | undefined): Bus {
  const bus = createRecordingBus();
  const thrown = new Set<string>();
  return {
    ...bus,
    async publish(event) {
      const error = thrown.has(event.id) ? undefined : errorOf(event);
      thrown.add(event.id);
      if (error !== undefined) throw error;
      return bus.publish(event);
    },
  };
}

test('what the broker had already is counted, and what is new to it is not', async () => {
  const recording = createRecordingBus();
  const bus: Bus = {
    ...recording,
    async publish(event) {
      await recording.publish(event);
      return { duplicate: event.aggregateVersion === 2 };
    },
  };
  const relay = await start(bus);
  await backbone.announce(aTicketId(), 1, 3);
  await backbone.announce(aTicketId(), 1, 2);
  await until(() => backbone.isAllPublished());
  await relay.stop();
  const { name } = backbone.database;
  const text = await backbone.metrics.registry.metrics();
  expect(text).toContain(`outbox_broker_duplicates_total{database="${name}"} 2`);
});

test('each publish has its time, and what failed is counted by its kind', async () => {
  const [refused, failed] = [aTicketId(), aTicketId()];
  const bus = busThatThrows(({ aggregateId }) => {
    if (aggregateId === refused) return new PublishRefused('not now', 10);
    return aggregateId === failed ? new TypeError('cannot be sent') : undefined;
  });
  const relay = await start(bus, { backoffMsMin: 10 });
  for (const ticketId of [refused, failed]) await backbone.announce(ticketId, 1);
  await backbone.announce(aTicketId(), 1, 3);
  await until(() => backbone.isAllPublished());
  await relay.stop();
  expect(await figureOf('outbox_commit_to_ack_seconds_count')).toBe(5);
  expect(await figureOf('outbox_publish_errors_total', ',kind="refused"')).toBe(1);
  expect(await figureOf('outbox_publish_errors_total', ',kind="failed"')).toBe(1);
});

test('what is sent again has no time of its own: it is as old as it should be', async () => {
  const bus = createRecordingBus();
  const relay = await start(bus);
  await backbone.announce(aTicketId(), 1, 3);
  await until(() => backbone.isAllPublished());
  const everything = Array.from({ length: partitionCount }, (_value, index) => index);
  await createRepublish(backbone.database).all(everything);
  await until(() => bus.published.length === 6);
  await until(() => backbone.isAllPublished());
  await replay(backbone.database, { kind: 'last', ms: 3_600_000 });
  await until(() => bus.published.length === 9);
  await until(() => backbone.isAllPublished());
  await backbone.announce(aTicketId(), 1);
  await until(() => backbone.isAllPublished());
  await relay.stop();
  expect(await figureOf('outbox_commit_to_ack_seconds_count')).toBe(4);
  expect((await backbone.rows()).filter((row) => row.isRepeated || row.replay)).toEqual([]);
});

test('what waits is told while the bus is away, and that nothing does once it is back', async () => {
  const [away, there] = [{ ...createRecordingBus(), isReady: () => false }, createRecordingBus()];
  // A relay tells it when it starts, and then every ten seconds.
  async function startAndStop(bus: Bus, isDone: () => Promise<boolean>): Promise<void> {
    const relay = await start(bus);
    await until(isDone);
    await relay.stop();
  }
  await backbone.announce(aTicketId(), 1, 2);
  await startAndStop(away, async () => (await figureOf('outbox_pending_rows')) === 2);
  expect(await figureOf('outbox_oldest_unpublished_seconds')).toBeGreaterThan(0);
  await startAndStop(there, () => backbone.isAllPublished());
  await startAndStop(there, async () => (await figureOf('outbox_pending_rows')) === 0);
  expect(await figureOf('outbox_oldest_unpublished_seconds')).toBe(0);
});
