import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { runKillTest } from '../src/kill-test/kill-test.js';
import { repositoryRoot } from '../src/repository.js';

/** The process that is killed is the built one; building what is built already costs a second. */
beforeAll(async () => {
  const compiler = path.join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '-b', 'local'], { cwd: repositoryRoot });
}, 180_000);

test.each([
  ['the process', false],
  ['the process and its database', true],
])(
  '%s killed in a race of 200 orders: after a restart every order, ticket and payment agrees',
  async (_what, killsDatabase) => {
    const { violations, ledger } = await runKillTest({ killsDatabase });
    expect(violations).toEqual([]);
    // A race in which nobody bought anything would prove nothing.
    expect(ledger.orders.some((order) => order.status === 'complete')).toBe(true);
  },
  180_000,
);
