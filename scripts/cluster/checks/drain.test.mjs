import { podsDrainInTime } from './drain.mjs';

const line = (msg) => JSON.stringify({ level: 'info', name: 'orders', msg });
const clusterWhoseLogIs = (...lines) => ({
  get: async () => [{ metadata: { name: 'orders-api-1' } }],
  run: async () => '',
  tryRun: async () => ({ code: 0, output: `${lines.join('\n')}\n` }),
  say: () => undefined,
});

test('a process that says at last that it stopped has drained', async () => {
  const cluster = clusterWhoseLogIs(line('stopping'), line('stopped'));
  expect(await podsDrainInTime(cluster)).toEqual([]);
});

test('one that hung and was cut off is named, with the last it said', async () => {
  const problems = await podsDrainInTime(clusterWhoseLogIs(line('listening'), line('stopping')));
  expect(problems).toEqual([expect.stringMatching(/^orders-api-1 was cut off .*"stopping"/)]);
});
