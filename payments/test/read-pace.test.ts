import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createReadPace } from '../src/data/read-pace.repository.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase('payments_read_pace');
});

afterAll(() => dropTestDatabase(database));

test('all replicas together take twenty re-reads a second, however they ask at once', async () => {
  const replicas = Array.from({ length: 10 }, () => createReadPace(database, 20));
  const second = () => Math.floor(Date.now() / 1_000);
  const firstSecond = second();
  const grants = await Promise.all(replicas.map((pace) => pace.take(5)));
  const total = grants.reduce((sum, granted) => sum + granted, 0);
  expect(total).toBeGreaterThanOrEqual(20);
  expect(total).toBeLessThanOrEqual(20 * (second() - firstSecond + 1));
});
