import { noFaults } from '@marquee/common/fault-point';
import type { Database } from '@marquee/common/mongo';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { doomedAt, leaseMs } from './crash.js';
import { crashPoints, playOnce } from './crash-histories.js';
import { startPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

/**
 * Every process may die, also the one that clears up after a death. `npm run crash-pairs -w payments`
 * plays all ordered pairs; by itself the test plays a sample, another one with another seed.
 */
const seed = Number(process.env['CRASH_PAIRS_SEED'] ?? 7);
const minutesMax = Number(process.env['CRASH_PAIRS_MINUTES'] ?? 2);
const pairsWanted = Number(process.env['CRASH_PAIRS'] ?? 8);
const timings = { leaseMs, answerWithinMs: 100, orphanSweepMs: 100 };

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;

beforeAll(async () => {
  database = await openTestDatabase('payments_pairs');
  sandboxDatabase = await openTestDatabase('payments_pairs_stripe');
  sandbox = await startSandbox(sandboxDatabase);
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

type CrashPoint = (typeof crashPoints)[number];

/** The first dies in one order's history; its survivor there, or in the history of a second order. */
async function playPair([first, ending]: CrashPoint, [second, laterEnding]: CrashPoint) {
  const bus = createRecordingBus();
  const processes = await doomedAt(
    database,
    (faultPoint = noFaults) => startPayments({ database, sandbox, bus, timings, faultPoint }),
    [first, second],
  );
  await playOnce({ database, sandbox }, processes, ending);
  await playOnce({ database, sandbox }, processes, laterEnding);
  expect(processes.deaths()).toBe(2);
  await processes.end();
}

/** All ordered pairs, in an order that the seed decides. */
function shuffledPairs() {
  const pairs = crashPoints.flatMap((first) =>
    crashPoints.map((second) => [first, second] as const),
  );
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const keyed = pairs.map((pair) => ({ pair, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ pair }) => pair);
}

test(
  'killed at one point, and the survivor at another: every payment ends once, told and booked',
  async () => {
    const pairs = shuffledPairs();
    const endsAtMs = performance.now() + minutesMax * 60_000;
    let played = 0;
    for (const [first, second] of pairs.slice(0, pairsWanted)) {
      if (performance.now() > endsAtMs) break;
      await playPair(first, second).catch((error: unknown) => {
        const names = `${first.join(', ')} / ${second.join(', ')}`;
        throw new Error(`${names} (seed ${seed})`, { cause: error });
      });
      played += 1;
    }
    process.stdout.write(`crash pairs: ${played} of ${pairs.length} played, seed ${seed}\n`);
    expect(played).toBeGreaterThan(0);
  },
  (minutesMax + 2) * 60_000,
);
