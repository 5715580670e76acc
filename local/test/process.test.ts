import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closeServer, listen } from '@marquee/common/http';
import { type ComposedProcess, killMongod, startComposedProcess } from '../src/composed-process.js';
import { identityOf } from '../src/process-identity.js';
import { buildLocal } from './build-local.js';

let dataDir: string;
beforeAll(buildLocal, 180_000);
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'marquee-process-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const start = (env: Record<string, string> = {}): Promise<ComposedProcess> =>
  startComposedProcess({
    env: { DATA_DIR: dataDir, PORT: '0', SEED_DEMO: '0', ...env },
    client: false,
  });

test('Ctrl-C ends it and its database in order, in under three seconds', async () => {
  const running = await start();
  const { durationMs, code } = await running.stop();
  expect({ code, output: running.output }).toMatchObject({ code: 0 });
  expect(durationMs).toBeLessThan(3_000);
  // mongod empties its lock only when it ends in order.
  expect(await readFile(path.join(dataDir, 'mongodb', 'mongod.lock'), 'utf8')).toBe('');
}, 90_000);

test('a database that dies ends it, with the reason and not with success', async () => {
  const running = await start();
  const exited = once(running.child, 'exit');
  await killMongod(dataDir);
  const [code] = (await exited) as [number];
  expect(code).toBe(1);
  expect(running.output.join('\n')).toContain('MongoDB ended unexpectedly');
}, 90_000);

/** The broker of its own that it says it has started. */
function brokerOf({ output }: ComposedProcess): number {
  const [, pid] = /nats:\/\/\S+ \(process (\d+)\)/.exec(output.join('\n')) ?? [];
  if (pid === undefined) throw new Error(`It started no broker:\n${output.join('\n')}`);
  return Number(pid);
}

const isAlive = async (pid: number) => (await identityOf(pid)) !== null;

test.each(['jetstream', 'nats-streaming'])(
  'with BUS=%s it runs a broker: one that a kill left behind is replaced, one that dies ends it',
  async (BUS) => {
    const killed = await start({ BUS });
    await killed.kill();
    const leftBehind = brokerOf(killed);
    expect(await isAlive(leftBehind)).toBe(true);

    const next = await start({ BUS });
    expect(await isAlive(leftBehind)).toBe(false);
    expect((await fetch(`${next.url}/api/events`)).status).toBe(200);
    const exited = once(next.child, 'exit');
    process.kill(brokerOf(next), 'SIGKILL');
    expect(await exited).toEqual([1, null]);
    expect(next.output.join('\n')).toMatch(/NATS.* ended unexpectedly/);

    const last = await start({ BUS });
    expect(await last.stop()).toMatchObject({ code: 0 });
    expect(await isAlive(brokerOf(last))).toBe(false);
  },
  120_000,
);

test('what a person did wrong is told in words, without a stack', async () => {
  const stranger = createServer();
  const port = await listen(stranger, 0);
  await expect(start({ PORT: String(port) })).rejects.toThrow(`Port ${port} is in use`);
  await expect(start({ PORT: String(port) })).rejects.not.toThrow(/at .*\.js:\d+/);
  await expect(start({ HOLD_SECONDS: 'soon' })).rejects.toThrow(/HOLD_SECONDS/);
  await closeServer(stranger, 0);
}, 90_000);
