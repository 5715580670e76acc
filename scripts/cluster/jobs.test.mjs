import { waitForJobs } from './jobs.mjs';

const job = (name, type) => ({
  metadata: { name },
  status: { conditions: type === undefined ? [] : [{ type, status: 'True' }] },
});
/** A cluster whose Jobs are these, one answer after another, the last one for good. */
const clusterWith = (...answers) => ({
  get: async () => (answers.length > 1 ? answers.shift() : answers[0]),
});
const soon = { msMax: 200, everyMs: 1 };

test('waits for the last one, and a Job that was forgotten meanwhile has succeeded', async () => {
  const cluster = clusterWith([job('a', 'Complete'), job('b')], [job('b')], []);
  await expect(waitForJobs(cluster, 'setup', soon)).resolves.toBeUndefined();
});

test('a Job that failed is named', async () => {
  const cluster = clusterWith([job('a', 'Complete'), job('b', 'Failed')]);
  await expect(waitForJobs(cluster, 'setup', soon)).rejects.toThrow('Jobs failed: b');
});

test('a Job that does not end is named', async () => {
  const cluster = clusterWith([job('a')]);
  await expect(waitForJobs(cluster, 'setup', soon)).rejects.toThrow('Jobs did not end: a');
});
