import type { OrderRefund, OrderState } from '@marquee/common/contracts/order';
import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { booksOf, sold } from './sales.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

/** Somebody gives money back in Stripe's dashboard: what docs/payments.md says happens then. */
let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
const buyer = aUser();

beforeAll(async () => {
  database = await openTestDatabase('payments_by_hand');
  sandboxDatabase = await openTestDatabase('payments_by_hand_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  payments = await startPayments({ database, sandbox });
});

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

async function aSale() {
  const order = await sold(payments, buyer, anOrder(buyer.id));
  const row = await database.connection
    .collection<{ readonly _id: PaymentId; readonly state: { readonly intentId: string } }>(
      'payments',
    )
    .findOne({ _id: order.paymentId });
  return { order, intentId: row?.state.intentId ?? '' };
}

const refundOf = (amount: number, refundId = newId<OrderRefund['refundId']>()): OrderRefund => ({
  ...{ refundId, amount: { amount, currency: 'EUR' }, reason: 'goodwill', status: 'asked' },
  askedAt: new Date().toISOString(),
});

const ask = (order: OrderState, ...refunds: OrderRefund[]) =>
  payments.tell('OrderRefundAsked', { ...order, refunds });

const atStripe = async (intentId: string) => {
  const { data } = await sandbox.stripe.refunds.list({ payment_intent: intentId });
  return data.map(({ amount }) => amount).sort((a, b) => a - b);
};

const announces = (id: string, ...types: string[]) =>
  until(() => payments.announced(id).join() === ['PaymentAuthorised', ...types].join(), {
    timeoutMs: 10_000,
  });

test('all of it, by hand: nothing here moves, until orders agree under the id that it carries', async () => {
  const { order, intentId } = await aSale();
  const byHand = await sandbox.stripe.refunds.create({ payment_intent: intentId });
  await payments.tell('OrderCompleted', order);
  await payments.reaches(buyer, order.paymentId, 'captured');
  await announces(order.paymentId, 'PaymentCaptured');

  const refund = refundOf(4300);
  await sandbox.stripe.refunds.update(byHand.id, { metadata: { refundId: refund.refundId } });
  await ask(order, refund);
  await payments.reaches(buyer, order.paymentId, 'refunded');
  await announces(order.paymentId, 'PaymentCaptured', 'PaymentRefunded');
  expect(await atStripe(intentId)).toEqual([4300]);
  const entry = await booksOf(database).findOne({ _id: `${refund.refundId}:refund` });
  expect(entry).toMatchObject({ stripeObject: byHand.id });
});

test('a part, by hand: all of it cannot go back any more, what is left can', async () => {
  const { order, intentId } = await aSale();
  await sandbox.stripe.refunds.create({ payment_intent: intentId, amount: 1000 });
  const all = refundOf(4300);
  await ask(order, all);
  await announces(order.paymentId, 'PaymentCaptured', 'PaymentRefundFailed');
  expect(await atStripe(intentId)).toEqual([1000]);
  await ask(order, { ...all, status: 'failed' }, refundOf(3300));
  await announces(order.paymentId, 'PaymentCaptured', 'PaymentRefundFailed', 'PaymentRefunded');
  expect(await atStripe(intentId)).toEqual([1000, 3300]);
});
