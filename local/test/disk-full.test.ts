import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '@marquee/common/logging';
import { openDatabase } from '@marquee/common/mongo';
import { findMongod } from '../../scripts/provision/mongod.mjs';
import { type ComposedProcess, killMongod, startComposedProcess } from '../src/composed-process.js';
import { checkLedger } from '../src/ledger/check-ledger.js';
import { openLedgerReader } from '../src/ledger/read-ledger.js';
import { untilQuiet } from '../src/ledger/until-quiet.js';
import { requiredDurables } from '../src/required-durables.js';
import { createDemoClient } from '../src/seed/demo-client.js';
import { buildLocal } from './build-local.js';
import { publishEvent, signUp } from './customers.js';

const logger = createLogger({ name: 'test', level: 'silent' });
const fileKilobytesMax = 16_384;
const roundsMax = 40;
const megabytesPerRound = 4;

let dataDir: string;
let running: ComposedProcess | undefined;
beforeAll(buildLocal, 180_000);
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-disk-full-'));
});
afterEach(async () => {
  if (running?.isRunning()) await running.stop();
  else await killMongod(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

/** A mongod whose writes fail once a file of its data is so large, as they do on a full disk. */
async function limitedMongod(): Promise<string> {
  const script = path.join(dataDir, 'limited-mongod');
  const lines = [
    '#!/bin/bash',
    "trap '' XFSZ",
    `ulimit -f ${fileKilobytesMax}`,
    `exec '${await findMongod()}' "$@" --wiredTigerEngineConfigString 'log=(file_max=4MB)'`,
  ];
  await writeFile(script, `${lines.join('\n')}\n`, { mode: 0o755 });
  return script;
}

async function start(changed: Record<string, string> = {}): Promise<ComposedProcess> {
  const env = {
    ...{ DATA_DIR: dataDir, PORT: '0', SEED_DEMO: '0', RATE_LIMIT: 'off', HOLD_SECONDS: '10' },
    ...changed,
  };
  running = await startComposedProcess({ env, client: false });
  return running;
}

test('the disk is full in the middle of the sale: it ends with the reason, and once there is room again nothing that was answered is lost', async () => {
  const first = await start({ MONGOMS_SYSTEM_BINARY: await limitedMongod() });
  const ended = once(first.child, 'exit');
  const seller = await signUp(first.url);
  const eventId = await publishEvent(seller, roundsMax);
  const buyers = await Promise.all([1, 2, 3, 4].map(() => signUp(first.url)));
  const noise = await openDatabase({ url: first.mongoUrl, name: 'noise', logger });

  const answered: { readonly buyer: number; readonly orderId: string }[] = [];
  async function sellAndFill(round: number): Promise<void> {
    const buyer = round % buyers.length;
    const maxTotal = { amount: 2_500, currency: 'EUR' };
    const answer = await buyers[buyer]?.post<{ order: { id: string } }>('/api/orders', {
      ...{ eventId, section: 'Stalls', quantity: 1, maxTotal },
    });
    if (answer !== undefined) answered.push({ buyer, orderId: answer.order.id });
    const rows = Array.from({ length: megabytesPerRound }, () => ({
      noise: randomBytes(1_000_000),
    }));
    await noise.connection.collection('noise').insertMany(rows);
  }
  const fill = async () => {
    for (let round = 0; round < roundsMax; round += 1) await sellAndFill(round);
  };
  await expect(fill()).rejects.toThrow();
  expect(await ended).toEqual([1, null]);
  expect(first.output.join('\n')).toContain('MongoDB ended unexpectedly');
  await noise.close();
  expect(answered.length).toBeGreaterThan(0);

  const second = await start();
  for (const { buyer, orderId } of answered) {
    const client = createDemoClient(second.url, { session: buyers[buyer]?.session() ?? '' });
    expect(await client.get(`/api/orders/${orderId}`)).toMatchObject({ order: { id: orderId } });
  }
  const reader = await openLedgerReader(second.mongoUrl, logger);
  const ledger = await untilQuiet(reader, { subscribers: requiredDurables });
  await reader.close();
  expect(checkLedger(ledger, requiredDurables, [])).toEqual([]);
  expect(await second.stop()).toMatchObject({ code: 0 });
}, 240_000);
