import { noFaults } from '../fault-point.js';
import { aTicketDraft, aTicketId, type Backbone, openBackbone } from '../testing/backbone.js';
import { aSilentLogger } from '../testing/builders.js';
import { createLeaseRegistry, everyPartition } from '../testing/leases-at-will.js';
import { dropTestDatabase } from '../testing/mongo.js';
import type { PendingRow } from './outcomes.js';
import { createPublishedVersions } from './published-versions.js';
import { createRelayMarks } from './relay-marks.js';
import { openRelayStore, type RelayStore } from './relay-store.js';
import { createRowsInHand } from './rows-in-hand.js';

let backbone: Backbone;
let store: RelayStore;
beforeEach(async () => {
  backbone = await openBackbone('marks');
  store = await openRelayStore(backbone.database);
});
afterEach(async () => {
  await store.close();
  await dropTestDatabase(backbone.database);
});

async function announceMany(count: number): Promise<PendingRow[]> {
  const drafts = Array.from({ length: count }, () => aTicketDraft(aTicketId(), 1));
  await backbone.database.transact((session) => backbone.outbox.add(session, drafts));
  return (await backbone.rows()).map((row) => ({ ...row, epoch: 1, isStarted: false }));
}

/** Marks over the real store, and which partitions were marked beside each other. */
function marksOn(failures: Error[] = []) {
  const leases = createLeaseRegistry().open('relay');
  leases.take(everyPartition);
  const underWay = new Set<ReadonlySet<number>>();
  const collisions: number[] = [];
  let most = 0;
  let count = 0;
  const watched: RelayStore = {
    ...store,
    async mark(fence, outcomes) {
      const partitions = new Set(outcomes.map(({ row }) => row.partition));
      for (const other of underWay)
        collisions.push(...[...other].filter((partition) => partitions.has(partition)));
      underWay.add(partitions);
      most = Math.max(most, underWay.size);
      count += 1;
      try {
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        await store.mark(fence, outcomes);
      } finally {
        underWay.delete(partitions);
      }
    },
  };
  const inHand = createRowsInHand();
  const marks = createRelayMarks({
    ...{ store: watched, leases, inHand, logger: aSilentLogger(), faultPoint: noFaults },
    ...{ published: createPublishedVersions() },
    ...{ onLetGo: () => undefined, onMarked: () => undefined },
  });
  return { marks, inHand, collisions, most: () => most, count: () => count };
}

const published = (row: PendingRow) =>
  ({ kind: 'published', row, sequence: null, isDuplicate: false }) as const;

test('in a rush two marks are in flight, and never over one partition', async () => {
  const rows = await announceMany(2_000);
  const { marks, inHand, collisions, most } = marksOn();
  for (const row of rows) inHand.take(row);
  for (const row of rows) marks.add(published(row));
  await marks.flush();
  expect(most()).toBe(2);
  expect(collisions).toEqual([]);
  expect(await backbone.isAllPublished()).toBe(true);
  expect(inHand.count()).toBe(0);
});

test('a few are marked together, in one transaction', async () => {
  const rows = await announceMany(100);
  const { marks, most } = marksOn();
  for (const row of rows) marks.add(published(row));
  await marks.flush();
  expect(most()).toBe(1);
  expect(await backbone.isAllPublished()).toBe(true);
});

test('a mark that fails is kept, beside another one that does not', async () => {
  const rows = await announceMany(2_000);
  const { marks } = marksOn([new Error('the disk is full')]);
  for (const row of rows) marks.add(published(row));
  await expect(marks.flush()).rejects.toThrow('the disk is full');
  await marks.flush();
  expect(await backbone.isAllPublished()).toBe(true);
});

test('what could not be written at the end is left to others: nothing is written after it', async () => {
  const rows = await announceMany(2_000);
  const { marks, count } = marksOn(Array.from({ length: 20 }, () => new Error('the disk is full')));
  for (const row of rows) marks.add(published(row));
  await expect(marks.end()).rejects.toThrow('the disk is full');
  const before = count();
  // Longer than the pause after an error.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(count() - before).toBeLessThanOrEqual(1);
  expect(await backbone.isAllPublished()).toBe(false);
});
