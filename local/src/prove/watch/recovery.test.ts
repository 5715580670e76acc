import { systemClock } from '@marquee/common/clock';
import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { watchRecovery } from './recovery.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase('recovery');
});
afterEach(() => dropTestDatabase(database));

const rows = () => database.connection.collection<{ _id: string }>('outbox');
const pending = { pending: true, aggregateId: 'order-1' };
const watch = (msMax?: number) =>
  watchRecovery({ all: new Map([['orders', database]]) }, systemClock, msMax);

test('an outbox with nothing that waits has recovered, and is not judged before a second', async () => {
  await rows().insertOne({ _id: 'done', aggregateId: 'order-1' } as never);
  const { afterMs, pendingAtFirst } = await watch();
  expect(pendingAtFirst).toBe(0);
  expect(afterMs).toBeGreaterThanOrEqual(1_000);
});

test('a row that stays is no recovery', async () => {
  await rows().insertOne({ _id: 'stays', ...pending });
  expect(await watch(1_500)).toEqual({ afterMs: null, pendingAtFirst: 1 });
});

test('it has recovered once what waited has left', async () => {
  await rows().insertOne({ _id: 'leaves', ...pending });
  const watching = watch();
  await systemClock.sleep(1_500);
  await rows().deleteMany({});
  const { afterMs } = await watching;
  expect(afterMs).toBeGreaterThanOrEqual(1_500);
});

test('what waits behind a parked row waits for a person, and another aggregate does not', async () => {
  await rows().insertOne({ _id: 'parked', aggregateId: 'order-1', parkedAt: new Date() } as never);
  await rows().insertOne({ _id: 'behind', ...pending });
  expect((await watch()).afterMs).not.toBeNull();
  await rows().insertOne({ _id: 'other', ...pending, aggregateId: 'order-2' } as never);
  expect((await watch(1_500)).afterMs).toBeNull();
});

test('a database that does not answer has not recovered', async () => {
  const away = {
    connection: { collection: () => ({ distinct: () => Promise.reject(new Error()) }) },
  };
  const databases = { all: new Map([['orders', away]]) } as never;
  expect(await watchRecovery(databases, systemClock, 300)).toMatchObject({ afterMs: null });
});
