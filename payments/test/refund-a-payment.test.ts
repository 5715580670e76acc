import path from 'node:path';
import type { OrderRefund, OrderState } from '@marquee/common/contracts/order';
import type { PaymentState } from '@marquee/common/contracts/payment';
import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { expectContract } from '@marquee/common/testing/openapi';
import { until } from '@marquee/common/testing/until';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
const buyer: CurrentUser = aUser();

beforeAll(async () => {
  database = await openTestDatabase('payments_refund');
  sandboxDatabase = await openTestDatabase('payments_refund_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  payments = await startPayments({ database, sandbox });
});

afterEach(() => sandbox.faults.clear());

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

interface Paid {
  readonly order: OrderState;
  readonly id: PaymentId;
  readonly intentId: string;
}

async function authorised(card = 'pm_card_visa'): Promise<Paid> {
  const order = anOrder(buyer.id);
  await payments.tell('OrderPlaced', order);
  let payment = { id: newId<PaymentId>(), clientSecret: '' };
  await until(async () => {
    ({ payment } = (await payments.pay(buyer, order)).body);
    return payment !== undefined;
  });
  await payments.confirm(payment.clientSecret, card).expect(200);
  await payments.reaches(buyer, payment.id, 'authorised');
  return { order, id: payment.id, intentId: payment.clientSecret.split('_secret_')[0] ?? '' };
}

async function bought(card?: string): Promise<Paid> {
  const paid = await authorised(card);
  const won = { ...paid.order, status: 'paying', paymentId: paid.id } as const;
  await payments.tell('OrderPaymentAccepted', won);
  await payments.reaches(buyer, paid.id, 'captured');
  const order = { ...won, status: 'complete' } as const;
  await payments.tell('OrderCompleted', order);
  return { ...paid, order };
}

function refundOf(amount: number, changes: Partial<OrderRefund> = {}): OrderRefund {
  const money = { amount, currency: 'EUR' } as const;
  const now = new Date().toISOString();
  return {
    refundId: newId(),
    amount: money,
    reason: 'goodwill',
    status: 'asked',
    askedAt: now,
    ...changes,
  };
}

async function ask({ order }: Paid, ...refunds: OrderRefund[]): Promise<void> {
  await payments.tell('OrderRefundAsked', { ...order, refunds });
}

const refundsAtStripe = async ({ intentId }: Paid) =>
  (await sandbox.stripe.refunds.list({ payment_intent: intentId })).data;

const lastTold = ({ id }: Paid): PaymentState | undefined =>
  payments.bus.published.filter((event) => event.aggregateId === id).at(-1)?.data as
    | PaymentState
    | undefined;

const announces = ({ id }: Paid, ...types: string[]) =>
  until(() => payments.announced(id).join() === ['PaymentAuthorised', ...types].join());

test('all of it asked for: it goes back once, the buyer sees how much and why', async () => {
  const paid = await bought();
  const refund = refundOf(4300, { reason: 'event_cancelled' });
  await ask(paid, refund);
  await payments.reaches(buyer, paid.id, 'refunded');
  const [made, ...others] = await refundsAtStripe(paid);
  expect(others).toEqual([]);
  const { refundId } = refund;
  expect(made).toMatchObject({ amount: 4300, status: 'succeeded' });
  expect(made?.metadata).toMatchObject({
    refundId,
    paymentId: paid.id,
    orderId: paid.order.orderId,
  });
  await announces(paid, 'PaymentCaptured', 'PaymentRefunded');
  const told = { refundId, amount: refund.amount, status: 'succeeded' };
  expect(lastTold(paid)).toMatchObject({
    status: 'refunded',
    reason: 'event_cancelled',
    refunds: [told],
  });
  const res = await payments.agent(buyer).get(`/api/payments/${paid.id}`);
  expect(res.body.payment).toMatchObject({
    status: 'refunded',
    reason: 'event_cancelled',
    refunded: { amount: 4300, currency: 'EUR' },
  });
  expectContract(path.join(__dirname, '../openapi.yaml'), res);
});

test('parts, two at once: each goes back once, and the payment is refunded when all have', async () => {
  const paid = await bought();
  const parts = [refundOf(1000), refundOf(800)];
  await ask(paid, ...parts);
  await announces(paid, 'PaymentCaptured', 'PaymentRefunded', 'PaymentRefunded');
  const { payment } = (await payments.agent(buyer).get(`/api/payments/${paid.id}`)).body;
  expect(payment).toMatchObject({ status: 'captured', refunded: { amount: 1800 } });
  await ask(paid, ...parts, refundOf(2500));
  await payments.reaches(buyer, paid.id, 'refunded');
  expect((await refundsAtStripe(paid)).map(({ amount }) => amount).sort()).toEqual([
    1000, 2500, 800,
  ]);
});

test('asked for more than was captured: refused without a call, and said to have failed', async () => {
  const paid = await bought();
  await ask(paid, refundOf(4000), refundOf(301));
  await until(() => payments.announced(paid.id).length === 4);
  expect([...payments.announced(paid.id)].sort()).toContain('PaymentRefundFailed');
  expect((await refundsAtStripe(paid)).map(({ amount }) => amount)).toEqual([4000]);
});

test('a bank that takes its time: the refund is pending until it has spoken', async () => {
  const paid = await bought('pm_card_pendingRefund');
  await ask(paid, refundOf(4300));
  await payments.reaches(buyer, paid.id, 'refunded');
  expect(await refundsAtStripe(paid)).toHaveLength(1);
});

test.each(['refuse', 'close-after-doing-it', 'answer-500', 'slow'] as const)(
  'a Stripe that would %s at a refund: the money goes back once',
  async (fault) => {
    const paid = await bought();
    sandbox.faults.inject(fault, /POST \/v1\/refunds/, 3);
    await ask(paid, refundOf(1500));
    await announces(paid, 'PaymentCaptured', 'PaymentRefunded');
    expect((await refundsAtStripe(paid)).map(({ amount }) => amount)).toEqual([1500]);
  },
);

test('refused again and again: five tries, then it failed, and the money is captured as before', async () => {
  const paid = await bought();
  sandbox.faults.inject('refuse-for-good', /POST \/v1\/refunds/);
  const before = sandbox.faults.seen.length;
  await ask(paid, refundOf(4300));
  await announces(paid, 'PaymentCaptured', 'PaymentRefundFailed');
  const calls = sandbox.faults.seen.slice(before).filter((line) => line === 'POST /v1/refunds');
  expect(calls).toHaveLength(5);
  expect(lastTold(paid)).toMatchObject({ status: 'captured', refunds: [{ status: 'failed' }] });
  sandbox.faults.clear();
  // Asked for again, it is another refund, and goes.
  const [failed] = lastTold(paid)?.refunds ?? [];
  await ask(paid, refundOf(4300, { ...failed, status: 'failed' }), refundOf(4300));
  await payments.reaches(buyer, paid.id, 'refunded');
});

test('captured for an order that went without it: all of it goes back, by itself', async () => {
  const paid = await authorised();
  // By hand at Stripe, before the order has decided; a webhook or a look tells us.
  await sandbox.stripe.paymentIntents.capture(paid.intentId);
  await payments.reaches(buyer, paid.id, 'captured');
  const rejectedPaymentIds = [paid.id];
  await payments.tell('OrderPaymentRejected', {
    ...paid.order,
    status: 'expired',
    rejectedPaymentIds,
  });
  await payments.reaches(buyer, paid.id, 'refunded');
  await announces(paid, 'PaymentCaptured', 'PaymentRefunded');
  const [made] = await refundsAtStripe(paid);
  expect(made).toMatchObject({ amount: 4300, status: 'succeeded' });
  expect(lastTold(paid)).toMatchObject({
    reason: 'order_expired',
    refunds: [{ status: 'succeeded' }],
  });
});

test('released while Stripe was capturing: what was taken goes back', async () => {
  const paid = await authorised();
  await sandbox.stripe.paymentIntents.capture(paid.intentId);
  await payments.tell('OrderExpired', { ...paid.order, status: 'expired' });
  await payments.reaches(buyer, paid.id, 'refunded');
  expect(await refundsAtStripe(paid)).toHaveLength(1);
});

test('an intent that Stripe does not know any more: asked for some times, then never again', async () => {
  const paid = await authorised();
  await sandboxDatabase.connection
    .collection<{ _id: string }>('intents')
    .deleteOne({ _id: paid.intentId });
  const won = { ...paid.order, status: 'paying', paymentId: paid.id } as const;
  await payments.tell('OrderPaymentAccepted', won);
  await payments.reaches(buyer, paid.id, 'failed');
  await announces(paid, 'PaymentFailed');
  expect(lastTold(paid)).toMatchObject({ reason: 'unknown_to_stripe' });
});
