import { systemClock } from '../clock.js';
import { noFaults } from '../fault-point.js';
import { aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { dropTestDatabase } from '../testing/mongo.js';
import { splitByOrder } from './order-guard.js';
import { aggregateKey, type PendingRow } from './outcomes.js';
import { createPublishedVersions } from './published-versions.js';
import { relayDefaults } from './relay-options.js';
import { openRelayStore } from './relay-store.js';
import { dueAtOnce, type OutboxRow, outboxRows } from './row.model.js';

const dayMs = 24 * 3_600_000;

let backbone: Backbone;
beforeEach(async () => {
  backbone = await openBackbone('order');
});
afterEach(() => dropTestDatabase(backbone.database));

/** What becomes of version 2 of a day ago, whose predecessor stands so. */
async function guard(predecessor: Partial<OutboxRow>) {
  const { database } = backbone;
  await backbone.announce(aTicketId(), 1, 2);
  const occurredAt = new Date(Date.now() - dayMs);
  await outboxRows(database).updateMany({}, { $set: { occurredAt } });
  await outboxRows(database).updateOne({ aggregateVersion: 1 }, { $set: predecessor });
  const rows = (await backbone.rows()).filter((row) => row.aggregateVersion === 2);
  const [row] = rows.map((one): PendingRow => ({ ...one, epoch: 1, isStarted: false }));
  if (row === undefined) throw new Error('There is no second version');
  const store = await openRelayStore(database);
  const options = { store, published: createPublishedVersions(), clock: systemClock };
  const split = await splitByOrder([{ key: aggregateKey(row), rows: [row] }], {
    ...{ ...options, options: relayDefaults, faultPoint: noFaults },
  });
  await store.close();
  const [waiting] = split.waiting;
  return waiting?.kind === 'deferred' ? waiting.afterMs : null;
}

test('behind a published version the next one may go', async () => {
  expect(await guard({ publishedAt: new Date() })).toBeNull();
});

test.each([
  ['is due', () => dueAtOnce, 0],
  ['was put off for two seconds', () => new Date(Date.now() + 2_000), 2_000],
])(
  'however old, a version waits half a second longer than for the next try of one that %s',
  async (_how, nextAttemptAt, dueInMs) => {
    const afterMs = await guard({ nextAttemptAt: nextAttemptAt() });
    expect(afterMs).toBeGreaterThan(Math.max(dueInMs - 1_000, 0));
    expect(afterMs).toBeLessThanOrEqual(dueInMs + 500);
  },
);

test('behind a parked version the next one is looked at rarely', async () => {
  expect(await guard({ parkedAt: new Date() })).toBe(relayDefaults.backoffMsMax);
});
