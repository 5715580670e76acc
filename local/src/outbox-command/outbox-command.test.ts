import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../operator-command/config.js';
import { findEmbeddedMongo } from '../operator-command/find-embedded-mongo.js';
import { loadMongodScripts } from '../repository.js';
import { runOutboxCommand } from './outbox-command.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'marquee-outbox-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(line: string, env: Record<string, string> = {}) {
  const printed: string[] = [];
  const told: string[] = [];
  const config = readConfig({ DATA_DIR: folder, ...env });
  const code = await runOutboxCommand(line.split(' '), config, {
    print: (text) => printed.push(text),
    tell: (text) => told.push(text),
  });
  return { code, printed: printed.join('\n'), told: told.join('\n') };
}

test('what it does not understand ends with 2 and the usage, and nothing on stdout', async () => {
  const { code, printed, told } = await run('replay --all');
  expect({ code, printed }).toEqual({ code: 2, printed: '' });
  expect(told).toMatch(/replay has no --all[\s\S]*npm run outbox -- <command>/);
});

test('who asks for help gets the usage, and 0', async () => {
  const { code, printed, told } = await run('replay --help');
  expect({ code, told }).toEqual({ code: 0, told: '' });
  expect(printed).toContain('npm run outbox -- <command>');
});

test('without a MongoDB it ends with 1 and says how to give one', async () => {
  expect(await run('status')).toMatchObject({ code: 1, told: expect.stringContaining('--mongo') });
  const nowhere = await run('status --mongo mongodb://127.0.0.1:1/');
  expect(nowhere).toMatchObject({ code: 1, told: expect.stringContaining('127.0.0.1:1') });
}, 20_000);

test('with --json its answer is JSON and nothing else', async () => {
  const MONGO_URL = process.env['MONGO_URL'] ?? '';
  const { code, printed } = await run('status --json --service orders', { MONGO_URL });
  expect(code).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ orders: { outbox: {}, inbox: {} } });
});

test('the database of a running start is found by its data, and only while it runs', async () => {
  const { findMongod, startMongod } = await loadMongodScripts();
  const dbPath = path.join(folder, 'mongodb');
  const mongod = await startMongod({ binary: await findMongod(), dbPath, cacheGb: 0.25 });
  expect(await findEmbeddedMongo(folder)).toBe(mongod.url);
  expect(await findEmbeddedMongo(path.join(folder, 'other'))).toBeNull();
  await mongod.stop();
  expect(await findEmbeddedMongo(folder)).toBeNull();
}, 60_000);
