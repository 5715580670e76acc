import { systemClock } from '@marquee/common/clock';
import { newId, type OrderId, type PaymentId } from '@marquee/common/ids';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { aSilentLogger, aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { createLeasedPaymentRepository } from '../src/data/leased-payment.repository.js';
import { type Haste, paymentModel } from '../src/data/payment.model.js';
import { createPaymentRepository } from '../src/data/payment.repository.js';
import { createPaymentWorker } from '../src/features/advance-payments/payment-worker.job.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase('payments_worker');
  await ensureIndexes(database, [paymentModel(database.connection)]);
});
afterEach(() => dropTestDatabase(database));

const leaseMs = 60_000;

async function insertDue(count: number, haste: Haste): Promise<void> {
  const leased = createLeasedPaymentRepository(database, leaseMs);
  for (let due = 0; due < count; due += 1) {
    const facts = {
      id: newId<PaymentId>(),
      orderId: newId<OrderId>(),
      buyerId: aUser().id,
      amount: { amount: 4_300, currency: 'EUR' },
    } as const;
    const options = { leaseMs, correlationId: 'test', feeBasisPoints: 1_000 };
    const row = await createPaymentRepository(database).tryInsert(facts, options);
    if (row === null) throw new Error('not inserted');
    await leased.rest(row, { afterMs: 0, wakesSeen: row.wakes, finished: false });
    await paymentModel(database.connection).updateOne({ _id: row._id }, { haste });
  }
}

/** A worker whose runs end at once; what it claims stays leased. */
function workerWith(take: (wanted: number) => number) {
  const advanced: Haste[] = [];
  const worker = createPaymentWorker({
    payments: createLeasedPaymentRepository(database, leaseMs),
    advancer: {
      advance: async ({ haste }) => void advanced.push(haste),
      drain: async () => undefined,
    },
    pace: { take: async (wanted) => take(wanted) },
    clock: systemClock,
    logger: aSilentLogger(),
  });
  return { worker, advanced };
}

/** The same as often as wanted, in all no more than `total`. */
function inGrantsOf(size: number, total: number) {
  let left = total;
  return (wanted: number) => {
    const granted = Math.min(size, wanted, left);
    left -= granted;
    return granted;
  };
}

test('a worker takes as many re-reads from the common pot as are due, not as it could run', async () => {
  await insertDue(2, 'scheduled');
  const taken: number[] = [];
  const { worker, advanced } = workerWith((wanted) => {
    taken.push(wanted);
    return wanted;
  });
  await worker.start();
  await until(() => advanced.length === 2);
  await worker.stop();
  expect(taken).toEqual([2]);
});

test.each([1, 5, 16])(
  'buyers who ask and ask leave the schedule a quarter of the re-reads, in grants of %i',
  async (size) => {
    await insertDue(20, 'hinted');
    await insertDue(20, 'scheduled');
    const { worker, advanced } = workerWith(inGrantsOf(size, 16));
    await worker.start();
    await until(() => advanced.length === 16);
    await worker.stop();
    expect(advanced.filter((haste) => haste === 'scheduled')).toHaveLength(4);
  },
);

test('what the schedule does not need is for buyers', async () => {
  await insertDue(8, 'hinted');
  const { worker, advanced } = workerWith(inGrantsOf(8, 8));
  await worker.start();
  await until(() => advanced.length === 8);
  await worker.stop();
});
