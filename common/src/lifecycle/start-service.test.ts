import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { Router } from 'express';
import { readEnvironment, serviceSchema } from '../config/index.js';
import { defineService, startService } from './index.js';
import type { Role } from './service.js';

function environmentFor(role: Role) {
  return readEnvironment(serviceSchema({}), {
    MARQUEE_MODE: 'ci',
    ROLE: role,
    PORT: '0',
    INTERNAL_PORT: '0',
    MONGO_URL: process.env['MONGO_URL'],
    SESSION_KEYS: 'a key for tests and nothing else at all',
    LOG_LEVEL: 'silent',
  });
}

function startThings(role: Role, log: string[]) {
  const router = Router().get('/api/things', (_req, res) => {
    res.json({ items: [] });
  });
  const sweeper = {
    name: 'sweeper',
    start: async () => void log.push('start'),
    stop: async () => void log.push('stop'),
  };
  return startService({
    name: `lifecycle_${role}_${process.pid}`,
    environment: environmentFor(role),
    create: () => defineService({ name: 'things', router, jobs: [sweeper] }),
  });
}

it.each([
  ['api', true, []],
  ['worker', false, ['start', 'stop']],
  ['all', true, ['start', 'stop']],
] as const)('a service starts and stops cleanly as %s', async (role, answers, expectedLog) => {
  const log: string[] = [];
  const running = await startThings(role, log);
  expect((await fetch(`http://127.0.0.1:${running.internalPort}/readyz`)).status).toBe(200);
  expect(running.port !== undefined).toBe(answers);
  if (running.port !== undefined) {
    const res = await fetch(`http://127.0.0.1:${running.port}/api/things`);
    expect([res.status, await res.json()]).toEqual([200, { items: [] }]);
  }
  await running.stop();
  expect(log).toEqual(expectedLog);
  await expect(fetch(`http://127.0.0.1:${running.internalPort}/livez`)).rejects.toThrow();
});

it('a port that somebody has is an error, and nothing is left running', async () => {
  const log: string[] = [];
  const first = await startThings('all', []);
  const environment = { ...environmentFor('all'), PORT: first.port ?? 0 };
  const job = {
    name: 'job',
    start: async () => void log.push('start'),
    stop: async () => void log.push('stop'),
  };
  const create = () => defineService({ name: 'other', router: Router(), jobs: [job] });
  await expect(
    startService({ name: `lifecycle_${process.pid}`, environment, create }),
  ).rejects.toThrow('EADDRINUSE');
  expect(log).toEqual(['start', 'stop']);
  await first.stop();
});

it('what takes sockets has them until the server closes, and keeps it from nothing', async () => {
  const taken: Duplex[] = [];
  const attach = (server: Server) => {
    server.on('upgrade', (_request, socket: Duplex) => {
      taken.push(socket);
      socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    });
    return { detach: () => taken.forEach((socket) => void socket.destroy()) };
  };
  const name = `lifecycle_sockets_${process.pid}`;
  const create = () => ({ ...defineService({ name: 'things', router: Router() }), attach });
  const running = await startService({ name, environment: environmentFor('all'), create });
  const socket = connect(running.port ?? 0, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
  await once(socket, 'data');
  const ended = once(socket, 'close');
  await running.stop();
  await ended;
  expect(taken).toHaveLength(1);
});
