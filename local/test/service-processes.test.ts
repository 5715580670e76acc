import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { newId } from '@marquee/common/ids';
import { startNatsServer, startNatsStreamingServer } from '@marquee/common/testing/brokers/index';
import { until } from '@marquee/common/testing/until';
import { io } from 'socket.io-client';
import { createDemoClient } from '../src/seed/demo-client.js';

// The built processes: what jest runs is CommonJS, what an image runs is not.
const root = path.resolve(__dirname, '../..');
const services = ['auth', 'tickets', 'orders', 'payments', 'notifications'];
/** Owns nothing: it needs no database, and a broker to hear anything. */
const gateway = 'realtime';
const socketOptions = {
  ...{ path: '/realtime', transports: ['websocket'], forceNew: true, reconnection: false },
};

function environmentOf(role: string, bus: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...bus,
    PATH: process.env['PATH'],
    MONGO_URL: process.env['MONGO_URL'],
    ...{ ROLE: role, PORT: '0', INTERNAL_PORT: '0', MARQUEE_MODE: 'ci', LOG_LEVEL: 'info' },
    SESSION_KEYS: 'a-key-for-tests-that-is-long-enough-to-be-taken',
    STRIPE_SANDBOX_URL: 'http://127.0.0.1:9',
    STRIPE_SANDBOX_SECRET_KEY: 'sk_test_of_a_sandbox_that_is_not_there',
  };
}

/** The log of a process, while it grows. */
function logOf(child: ChildProcess): () => string {
  let log = '';
  child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  return () => log;
}

interface Facts {
  readonly port?: number;
}

async function startAndStop(
  service: string,
  env: NodeJS.ProcessEnv,
  look: (facts: Facts) => Promise<void> = async () => undefined,
): Promise<string> {
  const entry = path.join(root, service, 'dist/src/index.js');
  if (!existsSync(entry)) throw new Error(`${entry} is not built: run npx tsc -b first`);
  const child = spawn(process.execPath, [entry], { env });
  const log = logOf(child);
  const exited = once(child, 'exit');
  try {
    await until(() => log().includes(`${service} is ready`) || child.exitCode !== null, {
      timeoutMs: 20_000,
    });
    const ready = log()
      .split('\n')
      .find((line) => line.includes(`${service} is ready`));
    if (ready !== undefined) await look(JSON.parse(ready) as Facts);
    child.kill('SIGTERM');
    const [code] = (await exited) as [number | null];
    return `${service} exit ${code}${code === 0 ? '' : `\n${log()}`}`;
  } finally {
    child.kill('SIGKILL');
  }
}

describe.each(['api', 'worker', 'all'])('every service alone, with ROLE=%s', (role) => {
  it('starts, becomes ready, and stops cleanly when asked', async () => {
    const env = environmentOf(role);
    const ends = await Promise.all(services.map((service) => startAndStop(service, env)));
    expect(ends).toEqual(services.map((service) => `${service} exit 0`));
  });
});

test.each([
  ['jetstream', startNatsServer],
  ['nats-streaming', startNatsStreamingServer],
] as const)(
  'every service alone, on BUS=%s',
  async (BUS, startBroker) => {
    const broker = await startBroker();
    const env = environmentOf('all', { BUS, NATS_URL: broker.url });
    const all = [...services, gateway];
    const ends = await Promise.all(all.map((service) => startAndStop(service, env)));
    await broker.stop();
    expect(ends).toEqual(all.map((service) => `${service} exit 0`));
  },
  60_000,
);

test.each(['api', 'worker', 'all'])(
  'realtime with ROLE=%s needs no database, and takes sockets wherever it serves',
  async (role) => {
    const broker = await startNatsServer();
    const env = environmentOf(role, { BUS: 'jetstream', NATS_URL: broker.url });
    delete env['MONGO_URL'];
    const served: boolean[] = [];
    const end = await startAndStop(gateway, env, async ({ port }) => {
      if (port === undefined) return;
      const socket = io(`http://127.0.0.1:${port}/market`, socketOptions);
      await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
      served.push(socket.connected);
      socket.disconnect();
    });
    await broker.stop();
    expect([end, served]).toEqual(['realtime exit 0', role === 'worker' ? [] : [true]]);
  },
  60_000,
);

/** Opens `/account` as a browser with this cookie; rejects with what it is refused for. */
async function openAccount(url: string, cookie: string) {
  const socket = io(`${url}/account`, { ...socketOptions, extraHeaders: { cookie } });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

test('who signs out at one process is heard of no more at another, within five seconds', async () => {
  const broker = await startNatsServer();
  const env = environmentOf('all', { BUS: 'jetstream', NATS_URL: broker.url });
  let tookMs = Number.NaN;
  let refusal: unknown;
  const look = async (auth: Facts, live: Facts) => {
    const authUrl = `http://127.0.0.1:${auth.port}`;
    const customer = createDemoClient(authUrl);
    const account = { email: `${newId()}@marquee.example`, password: 'correct horse battery' };
    await customer.post('/api/users/signup', { ...account, name: 'Somebody' });
    const cookie = customer.session();
    const liveUrl = `http://127.0.0.1:${live.port}`;
    const socket = await openAccount(liveUrl, cookie);
    const ended = new Promise((resolve) => socket.once('disconnect', resolve));
    const signedOutAt = performance.now();
    const asked = { method: 'POST', headers: { cookie } };
    expect((await fetch(`${authUrl}/api/users/signout`, asked)).status).toBe(204);
    expect(await ended).toBe('io server disconnect');
    tookMs = performance.now() - signedOutAt;
    // The cookie of before, which a thief may have kept.
    refusal = await openAccount(liveUrl, cookie).catch((error: unknown) => error);
  };
  const ends = await startAndStop('auth', env, async (auth) => {
    expect(await startAndStop(gateway, env, (live) => look(auth, live))).toBe('realtime exit 0');
  });
  await broker.stop();
  expect(ends).toBe('auth exit 0');
  expect(tookMs).toBeLessThan(5_000);
  expect(refusal).toMatchObject({ data: { code: 'not_signed_in' } });
}, 60_000);

test('realtime without a broker says what is missing, and nothing about a database', async () => {
  const env = environmentOf('all');
  delete env['MONGO_URL'];
  const child = spawn(process.execPath, [path.join(root, gateway, 'dist/src/index.js')], { env });
  const log = logOf(child);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  expect(log()).toContain('BUS (not set): must name a broker');
  expect(log()).not.toContain('MONGO_URL');
});

test('a process that cannot start says why and exits with an error', async () => {
  const entry = path.join(root, 'auth', 'dist/src/index.js');
  const env = environmentOf('all', { BUS: 'jetstream' });
  const child = spawn(process.execPath, [entry], { env });
  const log = logOf(child);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  expect(log()).toContain('NATS_URL (not set): is needed with BUS=jetstream');
});
