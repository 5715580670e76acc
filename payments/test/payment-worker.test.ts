import { systemClock } from '@marquee/common/clock';
import { newId, type OrderId, type PaymentId } from '@marquee/common/ids';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { aSilentLogger, aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { createPaymentWorker } from '../src/advance/payment-worker.job.js';
import { createLeasedPaymentRepository } from '../src/data/leased-payment.repository.js';
import { paymentModel } from '../src/data/payment.model.js';
import { createPaymentRepository } from '../src/data/payment.repository.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('payments_worker');
  await ensureIndexes(database, [paymentModel(database.connection)]);
});
afterAll(() => dropTestDatabase(database));

test('a worker takes as many re-reads from the common pot as are due, not as it could run', async () => {
  const leased = createLeasedPaymentRepository(database, 60_000);
  for (let due = 0; due < 2; due += 1) {
    const facts = {
      id: newId<PaymentId>(),
      orderId: newId<OrderId>(),
      buyerId: aUser().id,
      amount: { amount: 4_300, currency: 'EUR' },
    } as const;
    const options = { leaseMs: 60_000, correlationId: 'test', feeBasisPoints: 1_000 };
    const row = await createPaymentRepository(database).tryInsert(facts, options);
    if (row === null) throw new Error('not inserted');
    await leased.rest(row, { afterMs: 0, wakesSeen: row.wakes, finished: false });
  }
  const taken: number[] = [];
  const advanced: string[] = [];
  const worker = createPaymentWorker({
    payments: leased,
    advancer: {
      advance: async ({ _id }) => void advanced.push(_id),
      drain: async () => undefined,
    },
    pace: {
      async take(wanted) {
        taken.push(wanted);
        return wanted;
      },
    },
    clock: systemClock,
    logger: aSilentLogger(),
  });
  await worker.start();
  await until(() => advanced.length === 2);
  await worker.stop();
  expect(taken).toEqual([2]);
});
