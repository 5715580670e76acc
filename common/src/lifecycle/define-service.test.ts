import { Router } from 'express';
import { defineService, type Job } from './index.js';

function recordedJob(name: string, log: string[], failure?: Error): Job {
  return {
    name,
    start: async () => {
      if (failure !== undefined) throw failure;
      log.push(`start ${name}`);
    },
    stop: async () => void log.push(`stop ${name}`),
  };
}

function aService(log: string[], failing?: Error) {
  return defineService({
    name: 'things',
    router: Router(),
    prepare: async () => void log.push('prepare'),
    jobs: [recordedJob('relay', log)],
    consumers: [recordedJob('first', log), recordedJob('second', log, failing)],
  });
}

it.each(['worker', 'all'] as const)(
  'as %s it prepares, starts in order, stops in reverse',
  async (role) => {
    const log: string[] = [];
    const service = aService(log);
    await service.start(role);
    await service.stop();
    await service.stop();
    expect(log).toEqual([
      ...['prepare', 'start relay', 'start first', 'start second'],
      ...['stop second', 'stop first', 'stop relay'],
    ]);
  },
);

it('as api it prepares and runs nothing by itself', async () => {
  const log: string[] = [];
  const service = aService(log);
  await service.start('api');
  await service.stop();
  expect(log).toEqual(['prepare']);
});

it('a failed start leaves nothing running', async () => {
  const log: string[] = [];
  await expect(aService(log, new Error('no database')).start('all')).rejects.toThrow('no database');
  expect(log.slice(-2)).toEqual(['stop first', 'stop relay']);
});
