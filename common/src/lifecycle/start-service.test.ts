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
