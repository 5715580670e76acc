import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '@marquee/common/logging';
import { openDatabase } from '@marquee/common/mongo';
import { until } from '@marquee/common/testing/until';
import { type ComposedProcess, startComposedProcess } from '../src/composed-process.js';
import { proveDeployed } from '../src/prove/deployed/prove-deployed.js';

let dataDir: string;
let running: ComposedProcess;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-deployed-'));
  const env = { PORT: '0', RATE_LIMIT: 'off', DATA_DIR: dataDir };
  running = await startComposedProcess({
    // Orders that nobody pays must have run out before the books are read.
    env: { ...env, SEED_DEMO: '0', HOLD_SECONDS: '10' },
    client: false,
  });
}, 90_000);
afterAll(async () => {
  await running.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const logger = createLogger({ name: 'test', level: 'silent' });

/** Resolves when the first order is in the books. */
async function firstOrder(): Promise<void> {
  const database = await openDatabase({ url: running.mongoUrl, name: 'orders', logger });
  try {
    const orders = database.connection.collection('orders');
    await until(async () => (await orders.countDocuments()) > 0, { timeoutMs: 90_000 });
  } finally {
    await database.close();
  }
}

test('people use a marketplace that somebody else runs, and its books are in order', async () => {
  const { sessionKeys } = JSON.parse(
    await readFile(path.join(dataDir, 'secrets.json'), 'utf8'),
  ) as { sessionKeys: [string] };
  const said: string[] = [];
  const settings = {
    ...{ url: running.url, sessionKey: sessionKeys[0], perSecond: 3, seed: 1, mayFail: true },
    mongoUrlOf: (name: string) => (name === 'auditor' ? null : running.mongoUrl),
  };
  const isProved = await proveDeployed(settings, firstOrder(), (line) => said.push(line));
  expect(said.filter((line) => line.startsWith('VIOLATED'))).toEqual([]);
  expect({ isProved, first: said[0] }).toEqual({ isProved: true, first: 'the market is open' });
  expect(said).toContainEqual(expect.stringMatching(/[1-9]\d* orders in the books$/));
  // What nobody looked at is said, so that nobody takes it for proved.
  expect(said.at(-1)).toMatch(/^NOT CHECKED /);
}, 180_000);
