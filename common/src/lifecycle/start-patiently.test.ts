import { mongo } from 'mongoose';
import { aSilentLogger } from '../testing/builders.js';
import { startPatiently } from './start-patiently.js';

const patience = {
  clock: { now: () => new Date(), sleep: () => Promise.resolve() },
  logger: aSilentLogger(),
};

function failing(times: number, error: Error) {
  const starts: string[] = [];
  const start = async (role: string) => {
    starts.push(role);
    if (starts.length <= times) throw error;
  };
  return { name: 'orders', start, starts };
}

test('a database that goes away while a service starts is waited for', async () => {
  const cause = new mongo.MongoNetworkError('cut');
  const service = failing(2, new Error('The indexes could not be made', { cause }));
  await startPatiently(service, 'all', patience);
  expect(service.starts).toEqual(['all', 'all', 'all']);
});

test('what is wrong for good ends the start', async () => {
  const service = failing(1, new Error('a bug'));
  await expect(startPatiently(service, 'all', patience)).rejects.toThrow('a bug');
  expect(service.starts).toHaveLength(1);
});
