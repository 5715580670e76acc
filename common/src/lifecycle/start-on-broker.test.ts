import { createServer } from 'node:http';
import { Router } from 'express';
import { readEnvironment, serviceSchema } from '../config/index.js';
import { closeServer, listen } from '../http/listen.js';
import { startNatsServer, type TestBroker } from '../testing/brokers/index.js';
import { until } from '../testing/until.js';
import { defineService, type Role, startService } from './index.js';

let broker: TestBroker;
beforeEach(async () => {
  broker = await startNatsServer();
});
afterEach(() => broker.stop());

async function freePort(): Promise<string> {
  const server = createServer();
  const port = await listen(server, 0);
  await closeServer(server, 0);
  return String(port);
}

async function start(role: Role) {
  const internalPort = await freePort();
  const environment = readEnvironment(serviceSchema({}), {
    ...{ MARQUEE_MODE: 'ci', ROLE: role, PORT: '0', INTERNAL_PORT: internalPort },
    ...{ BUS: 'jetstream', NATS_URL: broker.url, LOG_LEVEL: 'silent' },
    MONGO_URL: process.env['MONGO_URL'],
    SESSION_KEYS: 'a key for tests and nothing else at all',
  });
  const name = `on_broker_${role}_${process.pid}`;
  const create = () => defineService({ name: 'things', router: Router() });
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${internalPort}${path}`).catch(() => null);
    return response === null ? 'nobody' : `${response.status} ${await response.text()}`;
  };
  return { ask, starting: startService({ name, environment, create }) };
}

it('a process may come before its broker: it is alive, not ready, and serves once it is there', async () => {
  await broker.kill();
  const { ask, starting } = await start('all');
  await until(async () => (await ask('/readyz')) === '503 not ready: started, bus\n');
  expect(await ask('/livez')).toMatch('200');

  await broker.restart();
  const running = await starting;
  expect(await ask('/readyz')).toMatch('200');

  await running.stop();
});

it('without its broker a process is not ready, unless it only answers requests', async () => {
  const [worker, api] = await Promise.all([start('worker'), start('api')]);
  const running = await Promise.all([worker.starting, api.starting]);
  await broker.kill();
  await until(async () => (await worker.ask('/readyz')) === '503 not ready: bus\n');
  expect(await worker.ask('/livez')).toMatch('200');
  expect(await api.ask('/readyz')).toMatch('200');
  await Promise.all(running.map((process) => process.stop()));
});
