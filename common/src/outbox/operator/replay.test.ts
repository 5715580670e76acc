import type { PublishOptions } from '../../bus/port.js';
import { systemClock } from '../../clock.js';
import type { DomainEvent } from '../../contracts/domain-event.js';
import { createStateConsumer, createTransitionConsumer } from '../../inbox/index.js';
import type { Job } from '../../lifecycle/service.js';
import { databaseOf } from '../../mongo/session-database.js';
import { aTicketId, type Backbone, openBackbone } from '../../testing/backbone.js';
import { aSilentLogger } from '../../testing/builders.js';
import { createRecordingBus } from '../../testing/bus.js';
import { dropTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import { outboxRows } from '../row.model.js';
import {
  putBackRows,
  type ReplaySelection,
  readOutboxStatus,
  replay,
  resumeReplay,
} from './index.js';

const hour = { kind: 'last', ms: 3_600_000 } as const;
let backbone: Backbone;
const jobs: Job[] = [];
beforeEach(async () => {
  backbone = await openBackbone('replay');
});
afterEach(async () => {
  for (const job of jobs.splice(0).reverse()) await job.stop();
  await dropTestDatabase(backbone.database);
});

const start = async (job: Job) => {
  await job.start();
  jobs.push(job);
};

interface Sent {
  readonly event: DomainEvent;
  readonly options: PublishOptions;
}

/** A relay on a bus that only listens; what it has published so far is forgotten. */
async function startRelay(sent: Sent[]): Promise<void> {
  const bus = createRecordingBus();
  const recording = {
    ...bus,
    publish: async (event: DomainEvent, options: PublishOptions = {}) => {
      sent.push({ event, options });
      return bus.publish(event);
    },
  };
  await start(backbone.relay(recording));
  await until(() => backbone.isAllPublished());
  sent.length = 0;
}

const versionsOf = (sent: readonly Sent[], id: string) =>
  sent.filter(({ event }) => event.aggregateId === id).map(({ event }) => event.aggregateVersion);

test('a replay of the last hour is published again in order, under ids of its own', async () => {
  const ids = Array.from({ length: 5 }, aTicketId);
  for (const id of ids) await backbone.announce(id, 1, 4);
  const sent: Sent[] = [];
  await startRelay(sent);
  const progress: number[] = [];
  const options = {
    chunkRowsMax: 3,
    onProgress: (_run: string, rows: number) => progress.push(rows),
  };
  const { runId, rows } = await replay(backbone.database, hour, options);
  expect(rows).toBe(20);
  await until(() => sent.length === 20);
  for (const id of ids) expect(versionsOf(sent, id)).toEqual([1, 2, 3, 4]);
  expect(new Set(sent.map((one) => one.options.replayId))).toEqual(new Set([runId]));
  await until(() => backbone.isAllPublished());
  expect((await backbone.rows()).filter((row) => row.replay !== undefined)).toEqual([]);
  expect((await readOutboxStatus(backbone.database, systemClock)).replays).toEqual([]);
});

test('a run that was interrupted goes on where it was, and repeats nothing', async () => {
  for (let ticket = 0; ticket < 6; ticket += 1) {
    await backbone.announce(aTicketId(), 1);
    await startRelayFor1();
  }
  let runId = '';
  const broken = replay(backbone.database, hour, {
    chunkRowsMax: 2,
    onProgress(run, rows) {
      runId = run;
      if (rows > 0) throw new Error('the connection was lost');
    },
  });
  await expect(broken).rejects.toThrow('the connection was lost');
  const { database } = backbone;
  const [status] = (await readOutboxStatus(database, systemClock)).replays;
  expect(status).toEqual({ runId, isMarked: false, rowsPending: 2 });
  const sent: Sent[] = [];
  await startRelay(sent);
  expect(await resumeReplay(database, runId)).toEqual({ runId, rows: 4 });
  await until(() => sent.length === 4);
  await until(() => backbone.isAllPublished());
  expect(await resumeReplay(database, runId)).toEqual({ runId, rows: 0 });
  await expect(resumeReplay(database, 'another')).rejects.toThrow('has no replay another');
});

/** One relay for one row, so that rows are published at different moments. */
async function startRelayFor1(): Promise<void> {
  const relay = backbone.relay(createRecordingBus());
  await relay.start();
  await until(() => backbone.isAllPublished());
  await relay.stop();
}

test('one aggregate, one event or a time can be chosen; what is parked or pending is left alone', async () => {
  const [one, other, parked] = [aTicketId(), aTicketId(), aTicketId()];
  for (const id of [one, other, parked]) await backbone.announce(id, 1, 2);
  await startRelay([]);
  await jobs.pop()?.stop();
  const { database } = backbone;
  const rows = outboxRows(database);
  const change = { $set: { parkedAt: new Date() }, $unset: { publishedAt: '' } } as const;
  await rows.updateMany({ aggregateId: parked }, change);
  const pendingVersions = async (selection: ReplaySelection) => {
    await replay(database, selection);
    const found = await rows.find({ pending: true }).sort({ _id: 1 }).toArray();
    await rows.updateMany(
      { pending: true },
      { $set: { publishedAt: new Date() }, $unset: { pending: '' } },
    );
    return found.map((row) => `${row.aggregateId} ${row.aggregateVersion}`);
  };
  const byAggregate = { kind: 'aggregate', aggregateType: 'ticket', aggregateId: one } as const;
  expect(await pendingVersions(byAggregate)).toEqual([`${one} 1`, `${one} 2`]);
  const second = await rows.findOne({ aggregateId: other, aggregateVersion: 2 });
  const ids = [second?._id ?? '', 'nobody'];
  expect(await pendingVersions({ kind: 'ids', ids })).toEqual([`${other} 2`]);
  expect(await pendingVersions({ kind: 'since', since: new Date() })).toEqual([]);
  expect(await pendingVersions({ kind: 'since', since: new Date(0) })).toHaveLength(4);
});

test('an event whose row was removed is put back, and sent', async () => {
  const id = aTicketId();
  await backbone.announce(id, 1);
  const sent: Sent[] = [];
  await startRelay(sent);
  const { database } = backbone;
  const [row] = await backbone.rows();
  if (row === undefined) throw new Error('no row');
  expect(await putBackRows(database, [row.event], 'run')).toBe(0);
  await outboxRows(database).deleteOne({ _id: row._id });
  expect(await putBackRows(database, [row.event], 'run')).toBe(1);
  await until(() => sent.length === 1);
  expect(sent[0]).toMatchObject({ event: row.event, options: { replayId: 'run' } });
});

test('replaying everything changes nothing: not a state, not an effect', async () => {
  const ids = Array.from({ length: 8 }, aTicketId);
  const { database, metrics } = backbone;
  const base = { aggregateTypes: ['ticket'] as const, database, metrics, logger: aSilentLogger() };
  const bus = backbone.bus([
    { name: 'copy.ticket', aggregateTypes: ['ticket'] },
    { name: 'ledger.ticket', aggregateTypes: ['ticket'] },
  ]);
  await start(
    createStateConsumer({
      ...{ ...base, bus, name: 'copy.ticket' },
      async apply(session, events) {
        const copies = databaseOf(session).collection<{ _id: string }>('copies');
        for (const { aggregateId: _id, aggregateVersion: version } of events)
          await copies.updateOne(
            { _id },
            { $set: { version }, $inc: { writes: 1 } },
            { session, upsert: true },
          );
      },
    }),
  );
  await start(
    createTransitionConsumer({
      ...{ ...base, bus, name: 'ledger.ticket' },
      async apply(session, events) {
        const lines = events.map((event) => ({ eventId: event.id, by: event.aggregateVersion }));
        await databaseOf(session).collection('lines').insertMany(lines, { session });
      },
    }),
  );
  await start(backbone.relay(bus));
  for (let version = 1; version <= 3; version += 1)
    await Promise.all(ids.map((id) => backbone.announce(id, version)));
  await until(() => backbone.isAllPublished());

  const collections = [
    'copies',
    'lines',
    'inbox_versions',
    'inbox_waiting',
    'inbox_parked',
    'inbox',
  ];
  const everything = () =>
    Promise.all(
      collections.map((name) =>
        database.connection.collection(name).find().sort({ _id: 1 }).toArray(),
      ),
    );
  const before = await everything();
  expect(before[1]).toHaveLength(24);
  expect((await replay(database, hour)).rows).toBe(24);
  await until(() => backbone.isAllPublished());
  expect(await everything()).toEqual(before);

  // The same for an inbox that has forgotten: the versions are known for ever.
  await database.connection.collection('inbox').deleteMany({});
  await replay(database, hour);
  await until(() => backbone.isAllPublished());
  expect((await everything()).slice(0, -1)).toEqual(before.slice(0, -1));
});
