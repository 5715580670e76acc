import { newId, type OrderId, type PaymentId } from '@marquee/common/ids';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createLeasedPaymentRepository } from '../src/data/leased-payment.repository.js';
import { type PaymentRow, paymentModel } from '../src/data/payment.model.js';
import { createPaymentRepository, type PaymentRepository } from '../src/data/payment.repository.js';

const leaseMs = 60_000;
let database: Database;
let payments: PaymentRepository;
beforeAll(async () => {
  database = await openTestDatabase('payments_hints');
  await ensureIndexes(database, [paymentModel(database.connection)]);
  payments = createPaymentRepository(database);
});
afterAll(() => dropTestDatabase(database));

/** A run under way: its order has spoken, or it is new. */
async function urgentRun(): Promise<PaymentRow> {
  const ids = { id: newId<PaymentId>(), orderId: newId<OrderId>(), buyerId: aUser().id };
  const facts = { ...ids, amount: { amount: 4_300, currency: 'EUR' } } as const;
  const options = { leaseMs, correlationId: 'test', feeBasisPoints: 1_000 };
  const row = await payments.tryInsert(facts, options);
  if (row === null) throw new Error('not inserted');
  return row;
}

/** The run ends without having seen what came meanwhile; answers when it is looked at again. */
async function rested(row: PaymentRow) {
  const leased = createLeasedPaymentRepository(database, leaseMs);
  await leased.rest(row, { afterMs: 30_000, wakesSeen: row.wakes, finished: true });
  const saved = await payments.find(row._id);
  const waitMs = saved?.nextStepAt && saved.nextStepAt.getTime() - saved.readAt.getTime();
  return { haste: saved?.haste, waitMs };
}

const wake = ({ orderId }: PaymentRow) =>
  database.transact((session) => payments.wake(session, [orderId]));
const fail = ({ _id: paymentId }: PaymentRow) =>
  database.transact((session) => payments.lookAgain({ paymentId }, session));

test('what Stripe says during an urgent run is looked at soon after it, as a hint', async () => {
  const row = await urgentRun();
  await fail(row);
  const { haste, waitMs } = await rested(row);
  expect(haste).toBe('hinted');
  expect(waitMs).toBeLessThanOrEqual(1_000);
});

test('what its buyer asks during an urgent run makes it no more urgent', async () => {
  const row = await urgentRun();
  await payments.hint(row._id, 500);
  expect((await rested(row)).haste).toBe('hinted');
});

test.each([
  ['before', [wake, fail]],
  ['after', [fail, wake]],
])('the word of an order %s that of Stripe is heard at once', async (_, said) => {
  const row = await urgentRun();
  for (const say of said) await say(row);
  const { haste, waitMs } = await rested(row);
  expect(haste).toBe('urgent');
  expect(waitMs).toBeLessThanOrEqual(0);
});

test('who asks again of a payment that is awaited already writes nothing', async () => {
  const row = await urgentRun();
  await fail(row);
  await rested(row);
  await fail(row);
  const { wakes } = (await payments.find(row._id)) ?? {};
  await payments.hint(row._id, 500);
  await fail(row);
  const after = await payments.find(row._id);
  expect([after?.wakes, after?.haste]).toEqual([wakes, 'hinted']);
});

test('where nothing was said, nothing is left to do', async () => {
  expect(await rested(await urgentRun())).toEqual({ haste: 'scheduled', waitMs: undefined });
});
