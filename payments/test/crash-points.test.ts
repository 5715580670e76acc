import { noFaults } from '@marquee/common/fault-point';
import type { Database } from '@marquee/common/mongo';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { doomedAt, isOfOthers, leaseMs, type StartPayments } from './crash.js';
import { crashPoints, playOnce } from './crash-histories.js';
import { startPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
const timings = { leaseMs, answerWithinMs: 100, orphanSweepMs: 100 };

beforeAll(async () => {
  database = await openTestDatabase('payments_crash');
  sandboxDatabase = await openTestDatabase('payments_crash_stripe');
  sandbox = await startSandbox(sandboxDatabase);
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

/** What processes announce is heard by one world. */
function starter(): StartPayments {
  const bus = createRecordingBus();
  return (faultPoint = noFaults) => startPayments({ database, sandbox, bus, timings, faultPoint });
}

/** The world's answer to whether the list of points is complete. */
test('a payment that lives passes these points and no others', async () => {
  const passed = new Set<string>();
  const living = await starter()(async (name) => {
    if (!isOfOthers(name)) passed.add(name);
  });
  const process = { deaths: () => 0, alive: async () => living, end: async () => undefined };
  for (const ending of ['captured', 'released', 'given back', 'sent back', 'lost'] as const) {
    await playOnce({ database, sandbox }, process, ending);
  }
  await living.service.stop();
  const listed = new Set(crashPoints.map(([point]) => point));
  expect([...passed].sort()).toEqual([...listed].sort());
});

test.each(crashPoints)(
  'killed %s, another process finishes it: %s exactly once',
  async (point, ending) => {
    const process = await doomedAt(database, starter(), [point]);
    // Who looked at Stripe just before has nothing left to cancel, and does not pass: another order.
    for (let played = 0; process.deaths() === 0 && played < 3; played += 1) {
      await playOnce({ database, sandbox }, process, ending);
    }
    expect(process.deaths()).toBe(1);
    await process.end();
  },
);
