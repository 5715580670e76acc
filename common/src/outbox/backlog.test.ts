import { systemClock } from '../clock.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { readBacklog } from './backlog.js';
import { type OutboxRow, outboxRows } from './row.model.js';

const hourMs = 3_600_000;

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('backlog');
});
afterEach(() => dropTestDatabase(backbone.database));

const read = () => readBacklog(backbone.database, systemClock);

/** A row as it stands after a while: so old, and what else a test cares for. */
async function leave(aggregateId: string, version: number, row: Partial<OutboxRow>) {
  await backbone.announce(aggregateId, version);
  const set = { occurredAt: new Date(Date.now() - hourMs), ...row };
  await outboxRows(backbone.database).updateOne({ aggregateId, aggregateVersion: version }, [
    { $set: set },
    ...(row.parkedAt === undefined ? [] : [{ $unset: 'pending' }]),
  ]);
}

test('an empty outbox has no age', async () => {
  expect(await read()).toEqual({ pending: 0, parked: 0, oldestAgeSeconds: 0 });
});

test.each([
  ['never tried', {}],
  ['put off after a try', { nextAttemptAt: new Date() }],
])('a row that waits is as old as its event: %s', async (_name, row) => {
  await leave(aTicketId(), 1, { ...row, occurredAt: new Date(Date.now() - 5_000) });
  await backbone.announce(aTicketId(), 1);
  const { pending, oldestAgeSeconds } = await read();
  expect(pending).toBe(2);
  expect(oldestAgeSeconds).toBeGreaterThanOrEqual(5);
  expect(oldestAgeSeconds).toBeLessThan(hourMs / 1_000);
});

test.each([
  ['it was not looked at yet', {}],
  ['it was put off', { nextAttemptAt: new Date() }],
])(
  'what is behind a parked row waits for a person: it counts, and has no age; %s',
  async (_name, row) => {
    const parked = aTicketId();
    await leave(parked, 1, { parkedAt: new Date() });
    await leave(parked, 2, row);
    expect(await read()).toEqual({ pending: 1, parked: 1, oldestAgeSeconds: 0 });
    await leave(aTicketId(), 1, {});
    expect((await read()).oldestAgeSeconds).toBeGreaterThanOrEqual(hourMs / 1_000);
  },
);

test.each([
  ['marked in the outbox', { nextAttemptAt: new Date() }],
  ['put back into it', {}],
])("an operator's replay is old on purpose: it counts, and has no age; %s", async (_name, row) => {
  await leave(aTicketId(), 1, { ...row, replay: 'a run' });
  expect(await read()).toEqual({ pending: 1, parked: 0, oldestAgeSeconds: 0 });
});
