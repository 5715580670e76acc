import { createServer } from 'node:http';
import { Router } from 'express';
import { readEnvironment, serviceSchema } from '../config/index.js';
import { closeServer, listen } from '../http/listen.js';
import { openTcpProxy } from '../testing/brokers/tcp-proxy.js';
import { until } from '../testing/until.js';
import { defineService, startService } from './index.js';

/** Ten hours pass: how long somebody has waited is asked of the monotonic clock. */
function createLongWait() {
  const { now } = performance;
  let passedMs = 0;
  const spy = jest.spyOn(performance, 'now').mockImplementation(() => {
    return now.call(performance) + passedMs;
  });
  return {
    pass() {
      passedMs = 36_000_000;
    },
    end: () => spy.mockRestore(),
  };
}

async function freePort(): Promise<string> {
  const server = createServer();
  const port = await listen(server, 0);
  await closeServer(server, 0);
  return String(port);
}

test('a service waits for its MongoDB for as long as it takes: it is alive, not ready, and serves then', async () => {
  const wire = await openTcpProxy(process.env['MONGO_URL'] ?? '');
  wire.cut();
  const time = createLongWait();
  const internalPort = await freePort();
  const environment = readEnvironment(serviceSchema({}), {
    ...{ MARQUEE_MODE: 'ci', ROLE: 'api', PORT: '0', INTERNAL_PORT: internalPort },
    ...{ MONGO_URL: `${wire.url}/?directConnection=true`, LOG_LEVEL: 'silent' },
    SESSION_KEYS: 'a key for tests and nothing else at all',
  });
  const name = `before_mongo_${process.pid}`;
  const create = () => defineService({ name: 'things', router: Router() });
  const starting = startService({ name, environment, create });
  const failed = starting.then(
    () => 'started',
    () => 'failed',
  );
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${internalPort}${path}`).catch(() => null);
    return response?.status ?? 0;
  };
  try {
    await until(async () => (await ask('/livez')) === 200);
    time.pass();
    // One look for a primary asks twice a second, for three seconds.
    await until(() => wire.refusedCount() >= 12, { timeoutMs: 20_000 });
    expect([await ask('/livez'), await ask('/readyz')]).toEqual([200, 503]);
  } finally {
    time.end();
  }
  wire.heal();
  expect(await failed).toBe('started');
  expect(await ask('/readyz')).toBe(200);
  const running = await starting;
  await running.stop();
  await wire.close();
}, 60_000);
