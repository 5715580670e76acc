import { setTimeout as wait } from 'node:timers/promises';
import { type Bus, PublishRefused } from '../bus/index.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { userRegistered } from '../contracts/user.js';
import { newId, type UserId } from '../ids.js';
import type { Job } from '../lifecycle/service.js';
import { aTicketDraft, aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { createRecordingBus } from '../testing/bus.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { until } from '../testing/until.js';
import { outboxRows } from './row.model.js';

let backbone: Backbone;
let relay: Job | null;

beforeEach(async () => {
  backbone = await openBackbone('relay');
  relay = null;
});

afterEach(async () => {
  await relay?.stop();
  await dropTestDatabase(backbone.database);
});

const versionsOf = (events: readonly DomainEvent[], aggregateId: string) =>
  events.filter((event) => event.aggregateId === aggregateId).map((e) => e.aggregateVersion);

/** A recording bus on which some events fail as the test wants. */
function busFailing(
  fail: (event: DomainEvent) => Error | null,
): ReturnType<typeof createRecordingBus> {
  const bus = createRecordingBus();
  return {
    ...bus,
    async publish(event, options) {
      const error = fail(event);
      if (error !== null) throw error;
      return bus.publish(event, options);
    },
  };
}

async function start(bus: Bus, options = {}): Promise<void> {
  relay = backbone.relay(bus, { backoffMsMin: 20, backoffMsMax: 200, ...options });
  await relay.start();
}

test('what was committed before a process died is published by the next one', async () => {
  const ticketId = aTicketId();
  await backbone.announce(ticketId, 1, 3);
  const bus = createRecordingBus();
  await start(bus);
  await until(() => backbone.isAllPublished());
  expect(versionsOf(bus.published, ticketId)).toEqual([1, 2, 3]);
});

test('nothing is published before its commit, nor after a rollback', async () => {
  const bus = createRecordingBus();
  await start(bus);
  const [open, rolledBack] = [aTicketId(), aTicketId()];
  await backbone.database.transact(async (session) => {
    await backbone.outbox.add(session, [aTicketDraft(open, 1)]);
    backbone.database.announceCommit();
    await wait(300);
    expect(bus.published).toEqual([]);
  });
  const failing = backbone.database.transact(async (session) => {
    await backbone.outbox.add(session, [aTicketDraft(rolledBack, 1)]);
    throw new Error('the use case refused');
  });
  await expect(failing).rejects.toThrow('the use case refused');
  await until(() => backbone.isAllPublished());
  expect(bus.published.map((event) => event.aggregateId)).toEqual([open]);
});

test('version 2 waits until version 1 is there and published, whatever is committed first', async () => {
  const [late, other] = [aTicketId(), aTicketId()];
  const bus = createRecordingBus();
  await start(bus);
  await backbone.announce(late, 2);
  await backbone.announce(other, 1);
  await until(() => versionsOf(bus.published, other).length === 1);
  expect(versionsOf(bus.published, late)).toEqual([]);
  await backbone.announce(late, 1);
  await until(() => backbone.isAllPublished());
  expect(versionsOf(bus.published, late)).toEqual([1, 2]);
});

test('a refused event delays only its own aggregate, and keeps its order', async () => {
  const [refused, ...others] = Array.from({ length: 20 }, aTicketId) as [string, ...string[]];
  let isRefusing = true;
  const bus = busFailing((event) =>
    isRefusing && event.aggregateId === refused ? new PublishRefused('not now', 30) : null,
  );
  await start(bus, { attemptsMax: 2 });
  for (const ticketId of [refused, ...others]) await backbone.announce(ticketId, 1, 2);
  await until(() => bus.published.length === 2 * others.length);
  await until(async () => (await backbone.rows()).some((row) => row.attempts.finished > 3));
  isRefusing = false;
  await until(() => backbone.isAllPublished());
  expect(versionsOf(bus.published, refused)).toEqual([1, 2]);
});

test('an event that fails again and again is parked and counted; those behind it wait', async () => {
  const [poison, healthy] = [aTicketId(), aTicketId()];
  const bus = busFailing((event) =>
    event.aggregateId === poison ? new TypeError('cannot be encoded') : null,
  );
  await start(bus, { attemptsMax: 3 });
  await backbone.announce(poison, 1, 2);
  await backbone.announce(healthy, 1, 2);
  await until(async () => (await backbone.rows()).some((row) => row.parkedAt !== undefined));
  const rows = (await backbone.rows()).filter((row) => row.aggregateId === poison);
  expect(rows).toMatchObject([
    { attempts: { failed: 3 }, reason: 'TypeError: cannot be encoded' },
    { pending: true },
  ]);
  expect(rows[0]?.pending).toBeUndefined();
  await until(() => versionsOf(bus.published, healthy).length === 2);
  expect(await backbone.metrics.registry.metrics()).toMatch(/outbox_parked_total\{.*\} 1/);
});

test('a publish that never answers does not hold up other aggregates', async () => {
  const [stuck, healthy] = [aTicketId(), aTicketId()];
  const gate: { open: () => void } = { open: () => undefined };
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const recording = createRecordingBus();
  const bus: Bus = {
    ...recording,
    async publish(event) {
      if (event.aggregateId === stuck) await opened;
      return recording.publish(event);
    },
  };
  await start(bus, { passMsMax: 20, batchSizeMax: 10 });
  await backbone.announce(stuck, 1, 15);
  await until(async () => backbone.isAllPublished().then((isAll) => !isAll));
  await backbone.announce(healthy, 1, 3);
  await until(() => versionsOf(recording.published, healthy).length === 3);
  gate.open();
  await until(() => backbone.isAllPublished());
  expect(versionsOf(recording.published, stuck)).toEqual(
    Array.from({ length: 15 }, (_v, i) => i + 1),
  );
});

test('a consumer that hangs holds up only the aggregate type it listens to', async () => {
  const recording = createRecordingBus();
  const hanging: (() => void)[] = [];
  const bus: Bus = {
    ...recording,
    async publish(event) {
      if (event.aggregateType === 'ticket') {
        await new Promise<void>((resolve) => hanging.push(resolve));
      }
      return recording.publish(event);
    },
  };
  await start(bus, { passMsMax: 20, windowMax: 3, batchSizeMax: 5 });
  const [healthy, stuck] = [newId<UserId>(), Array.from({ length: 20 }, aTicketId)];
  for (const ticketId of stuck) await backbone.announce(ticketId, 1);
  const data = { ...userRegistered.example, userId: healthy };
  const draft = { contract: userRegistered, aggregateId: healthy, aggregateVersion: 1, data };
  await backbone.database.transact((session) => backbone.outbox.add(session, [draft]));
  await until(() => versionsOf(recording.published, healthy).length === 1);
  expect(recording.published).toHaveLength(1);
  expect(hanging).toHaveLength(3);
  await until(async () => {
    for (const resolve of hanging.splice(0)) resolve();
    return backbone.isAllPublished();
  });
});

test('stop finishes what is under way and marks it', async () => {
  const recording = createRecordingBus();
  let isUnderWay = false;
  const bus: Bus = {
    ...recording,
    async publish(event) {
      isUnderWay = true;
      await wait(150);
      return recording.publish(event);
    },
  };
  await start(bus, { passMsMax: 10 });
  await backbone.announce(aTicketId(), 1);
  await until(() => isUnderWay);
  await relay?.stop();
  relay = null;
  expect(await backbone.isAllPublished()).toBe(true);
});

test('an aggregate whose old rows were removed after their seven days goes on', async () => {
  const madeLongAgo = '01939f3a-5b00-7000-8000-000000000005';
  const bus = createRecordingBus();
  await start(bus);
  await backbone.announce(madeLongAgo, 8);
  await until(() => backbone.isAllPublished());
  expect(versionsOf(bus.published, madeLongAgo)).toEqual([8]);
});

test('published rows leave the index the relay reads, and only they can be removed by time', async () => {
  await start(createRecordingBus());
  await backbone.announce(aTicketId(), 1, 5);
  await until(() => backbone.isAllPublished());
  const rows = outboxRows(backbone.database);
  expect(await rows.countDocuments({ pending: { $exists: true } })).toBe(0);
  const indexes = await rows.indexes();
  const removing = indexes.filter((index) => index['expireAfterSeconds'] !== undefined);
  expect(removing.map((index) => index.key)).toEqual([{ publishedAt: 1 }]);
});
