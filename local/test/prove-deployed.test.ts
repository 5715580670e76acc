import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

/** Whether anybody holds or has bought a ticket. */
async function isAnythingTaken(): Promise<boolean> {
  const { items: events } = await ask<{ items: { id: string }[] }>('/api/events');
  const lists = await Promise.all(
    events.map(({ id }) => ask<{ items: { status: string }[] }>(`/api/tickets?eventId=${id}`)),
  );
  return lists.some(({ items }) => items.some(({ status }) => status !== 'available'));
}

async function ask<Answer>(pathAndQuery: string): Promise<Answer> {
  return (await (await fetch(`${running.url}${pathAndQuery}`)).json()) as Answer;
}

test('people use a marketplace that somebody else runs, and its books are in order', async () => {
  const { sessionKeys } = JSON.parse(
    await readFile(path.join(dataDir, 'secrets.json'), 'utf8'),
  ) as { sessionKeys: [string] };
  const said: string[] = [];
  const settings = {
    ...{ url: running.url, sessionKey: sessionKeys[0], perSecond: 6, seed: 1, mayFail: false },
    mongoUrlOf: (name: string) => (name === 'auditor' ? null : running.mongoUrl),
  };
  const end = until(isAnythingTaken, { timeoutMs: 60_000 });
  const isProved = await proveDeployed(settings, end, (line) => said.push(line));
  expect(said.filter((line) => line.startsWith('VIOLATED'))).toEqual([]);
  expect({ isProved, first: said[0] }).toEqual({ isProved: true, first: 'the market is open' });
  expect(said.find((line) => line.includes('journeys'))).toMatch(/, 0 failed$/);
}, 180_000);
