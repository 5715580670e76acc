import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { newId } from '@marquee/common/ids';
import { createOutbox, type OutboxRow } from '@marquee/common/outbox';
import { aTicketDraft, aTicketId } from '@marquee/common/testing/backbone';
import { until } from '@marquee/common/testing/until';
import { runCommand } from '../src/outbox-command/run-command.js';
import {
  type OpenedDatabases,
  openServiceDatabases,
  type ServiceName,
  serviceNames,
} from '../src/outbox-command/service-databases.js';
import { startTestMarketplace } from './composition.js';

let opened: OpenedDatabases;
const said: string[] = [];
const run = (command: Parameters<typeof runCommand>[0]) =>
  runCommand(command, opened.databases, serviceNames, (line) => said.push(line));
const outboxOf = (name: ServiceName) =>
  opened.databases[name].connection.collection<OutboxRow>('outbox');

test('replaying everything of all services changes nothing anywhere', async () => {
  const marketplace = await startTestMarketplace({ SEED_DEMO: '1' });
  opened = await openServiceDatabases(marketplace.mongoUrl, marketplace.databasePrefix);
  await until(isQuiet, { timeoutMs: 30_000 });
  const before = await everything();
  const rows = await countRows();
  expect(rows).toBeGreaterThan(500);

  const report = await run({ name: 'replay', selection: { kind: 'since', since: new Date(0) } });
  const runs = Object.values(report.json as Record<string, { rows: number }>);
  expect(runs.reduce((sum, one) => sum + one.rows, 0)).toBe(rows);
  await until(isQuiet, { timeoutMs: 60_000 });
  expect(await countRows()).toBe(rows);
  const after = await everything();
  for (const name of Object.keys(before))
    expect({ [name]: after[name] }).toEqual({ [name]: before[name] });

  expect((await run({ name: 'parked' })).lines).toEqual(['Nothing is parked.']);
  expect((await run({ name: 'status' })).lines.join('\n')).toContain('0 pending; 0 parked');
  await opened.close();
  await marketplace.destroy();
}, 180_000);

async function isQuiet(): Promise<boolean> {
  const unpublished = await Promise.all(
    serviceNames.map((name) => outboxOf(name).countDocuments({ publishedAt: { $exists: false } })),
  );
  return unpublished.every((count) => count === 0);
}

async function countRows(): Promise<number> {
  const counts = await Promise.all(serviceNames.map((name) => outboxOf(name).countDocuments()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** What the services know, but for the way out. */
/** Bookkeeping of what is sent again, and what the sandbox tells whenever it likes. */
const notState = new Set(['outbox', 'outbox_replays', 'webhook_inbox']);

async function everything(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const name of serviceNames) {
    const { connection } = opened.databases[name];
    for (const collection of (await connection.listCollections()).map((one) => one.name)) {
      if (notState.has(collection)) continue;
      const documents = await connection.collection(collection).find().sort({ _id: 1 }).toArray();
      found[`${name}.${collection}`] = documents;
    }
  }
  return found;
}

describe('unpark of a delivery', () => {
  beforeEach(async () => {
    const prefix = `unpark_${newId().slice(-12)}_`;
    opened = await openServiceDatabases(process.env['MONGO_URL'] ?? '', prefix);
  });
  afterEach(async () => {
    for (const name of serviceNames) await opened.databases[name].connection.dropDatabase();
    await opened.close();
  });

  /** An event that tickets published and that orders could not apply. */
  async function parkInOrders(): Promise<DomainEvent> {
    const { tickets, orders } = opened.databases;
    const outbox = createOutbox({ database: tickets, clock: systemClock });
    await outbox.rows.createCollection();
    await tickets.transact((session) => outbox.add(session, [aTicketDraft(aTicketId(), 1)]));
    const published = { $set: { publishedAt: new Date(0) }, $unset: { pending: '' } } as const;
    const row = await outboxOf('tickets').findOneAndUpdate({}, published);
    if (row === null) throw new Error('no row');
    const { event } = row;
    const parked = { consumer: 'orders.ticket', event, reason: 'Error: no', attempts: 10 };
    await orders.connection.collection<{ _id: string }>('inbox_parked').insertOne({
      _id: `orders.ticket:${event.id}`,
      ...parked,
      stack: null,
      at: new Date(),
    } as never);
    return event;
  }

  test.each(['event', 'delivery', 'all'])(
    'named by %s, its owner publishes it again',
    async (by) => {
      const event = await parkInOrders();
      expect((await run({ name: 'parked' })).lines.join('\n')).toContain(
        `orders inbox   ${event.id}`,
      );
      const ids = {
        event: [event.id],
        delivery: [`orders.ticket:${event.id}`],
        all: 'all' as const,
      };
      const report = await run({ name: 'unpark', ids: ids[by as keyof typeof ids] });
      expect(report).toMatchObject({ failure: null });
      const row = await outboxOf('tickets').findOne({ _id: event.id });
      expect(row).toMatchObject({ pending: true, replay: expect.any(String) });
      expect(row?.publishedAt).toBeUndefined();
    },
  );

  test('works after the owner’s row has been removed, too', async () => {
    const event = await parkInOrders();
    await outboxOf('tickets').deleteMany({});
    await run({ name: 'unpark', ids: 'all' });
    expect(await outboxOf('tickets').findOne({})).toMatchObject({
      _id: event.id,
      event,
      pending: true,
    });
  });

  test('writes nothing where the owner has no outbox, and says what to run instead', async () => {
    const event = await parkInOrders();
    await opened.databases.tickets.connection.dropCollection('outbox');
    const { failure } = await run({ name: 'unpark', ids: 'all' });
    expect(failure).toContain(`replay --id ${event.id}`);
    expect(await opened.databases.tickets.connection.listCollections()).toEqual([]);
  });

  test('of something that is not parked says so', async () => {
    const { failure } = await run({ name: 'unpark', ids: ['nothing'] });
    expect(failure).toBe('Nothing parked has the id nothing');
    const resumed = await run({ name: 'resume', runId: 'nothing' });
    expect(resumed.failure).toBe('There is no run nothing');
    const replayed = await run({ name: 'replay', selection: { kind: 'ids', ids: ['nothing'] } });
    expect(replayed.failure).toMatch(/No published row was chosen/);
  });
});
