import { runKillTest } from '../src/kill-test/kill-test.js';
import { buildLocal } from './build-local.js';

beforeAll(buildLocal, 180_000);

test.each([
  ['the process', false],
  ['the process and its database', true],
])(
  '%s killed in a race of 200 orders: after a restart every order, ticket and payment agrees',
  async (_what, killsDatabase) => {
    const { violations, ledger, answeredBefore, lostAnswers } = await runKillTest({
      killsDatabase,
    });
    expect(violations).toEqual([]);
    // A kill that missed the race would prove nothing either.
    expect(answeredBefore).toBeGreaterThan(0);
    expect(lostAnswers).toBeGreaterThan(0);
    // A race in which nobody bought anything would prove nothing.
    expect(ledger.orders.some((order) => order.status === 'complete')).toBe(true);
  },
  180_000,
);
