import type { FaultPoint } from '@marquee/common/fault-point';
import type { Database } from '@marquee/common/mongo';
import type { TestPayments } from './payments-server.js';

export type StartPayments = (faultPoint?: FaultPoint) => Promise<TestPayments>;

/** Processes that follow one another: each stops at its point and never goes on; the last one lives. */
export interface Doomed {
  /** Whoever serves now. */
  alive(): Promise<TestPayments>;
  /** How many have stopped at their points. */
  deaths(): number;
  end(): Promise<void>;
}

/** The rounds of consumers are stopped everywhere in orders' tests, payouts in their own. */
export const isOfOthers = (point: string) => /:(payments\.(order|event)|payouts)\./.test(point);

export const both = (...names: string[]) =>
  names.flatMap((name) => [`before:${name}`, `after:${name}`]);

/** Long, so that the living keep theirs on a busy machine; those of the dead are ended by the test. */
export const leaseMs = 3_000;

/** Whoever held them is silent for as long as a lease is. */
export async function endLeases(
  { connection }: Database,
  collection: 'payments' | 'payouts',
): Promise<void> {
  const rows = connection.collection(collection);
  const isHeld = { $expr: { $gt: ['$leaseUntil', '$$NOW'] } };
  await rows.updateMany(isHeld, [{ $set: { leaseUntil: '$$NOW', nextStepAt: '$$NOW' } }]);
}

export async function doomedAt(
  database: Database,
  start: StartPayments,
  points: readonly string[],
): Promise<Doomed> {
  let bury: (error: Error) => void = () => undefined;
  const grave = new Promise<never>((_resolve, reject) => {
    bury = reject;
  });
  grave.catch(() => undefined);
  const stopped: Array<Promise<void>> = [];
  let deaths = 0;
  let current = await startNext();

  async function startNext(): Promise<{ readonly process: TestPayments; hasDied(): boolean }> {
    const point = points[deaths];
    let hasStarted = false;
    let hasDied = false;
    const process: TestPayments = await start(async (name) => {
      if (point === undefined || !hasStarted || isOfOthers(name)) return;
      if (!hasDied && name !== point) return;
      if (!hasDied) {
        hasDied = true;
        deaths += 1;
        stopped.push(process.service.stop());
      }
      await grave;
    });
    hasStarted = true;
    return { process, hasDied: () => hasDied };
  }

  return {
    async alive() {
      while (current.hasDied()) {
        await endLeases(database, 'payments');
        current = await startNext();
      }
      return current.process;
    },
    deaths: () => deaths,
    async end() {
      bury(new Error('killed'));
      if (!current.hasDied()) stopped.push(current.process.service.stop());
      await Promise.all(stopped);
    },
  };
}
