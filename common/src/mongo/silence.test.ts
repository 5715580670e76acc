import { openTcpProxy, type TcpProxy } from '../testing/brokers/tcp-proxy.js';
import { aSilentLogger } from '../testing/builders.js';
import { dropTestDatabase, openTestDatabase } from '../testing/mongo.js';
import { type Database, openDatabase } from './index.js';
import { databaseOf } from './session-database.js';

let direct: Database;
let wire: TcpProxy;
let database: Database;
beforeEach(async () => {
  direct = await openTestDatabase('silence');
  wire = await openTcpProxy(process.env['MONGO_URL'] ?? '');
  const url = `${wire.url}/?directConnection=true`;
  database = await openDatabase({ url, name: direct.name, logger: aSilentLogger() });
  await direct.connection.createCollection('things');
});
afterEach(async () => {
  await wire.close();
  await database.close();
  await dropTestDatabase(direct);
});

/** Writes documents while nothing passes on any connection that is open. */
async function writeInSilence(bytes: number, rows: number): Promise<{ code: string; ms: number }> {
  const text = 'x'.repeat(bytes);
  const startedAtMs = performance.now();
  const written = database.transact(
    async (session) => {
      const things = databaseOf(session).collection('things');
      expect(wire.silence()).toBeGreaterThan(0);
      await things.insertMany(
        Array.from({ length: rows }, () => ({ text })),
        { session },
      );
    },
    { deadlineMs: 1_000 },
  );
  const code = await written.then(
    () => 'written',
    (error: { code: string }) => error.code,
  );
  return { code, ms: performance.now() - startedAtMs };
}

test('a transaction whose statement is never answered ends soon after its deadline', async () => {
  const { code, ms } = await writeInSilence(10, 1);
  expect(code).toBe('try_again');
  expect(ms).toBeLessThan(13_000);
});

test('one whose statement cannot even be written ends as well: nothing waits for ever', async () => {
  const { code, ms } = await writeInSilence(8_000_000, 5);
  expect(code).toBe('try_again');
  expect(ms).toBeLessThan(13_000);
});

test('what comes after a silence is served on new connections', async () => {
  await writeInSilence(10, 1);
  await database.transact(async (session) => {
    await databaseOf(session).collection('things').insertOne({ text: 'later' }, { session });
  });
  expect(await direct.connection.collection('things').countDocuments({ text: 'later' })).toBe(1);
});
