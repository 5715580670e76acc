import type { OrderState } from '@marquee/common/contracts/order';
import type { RefundId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import Stripe from 'stripe';
import type { PaymentRow } from '../src/data/payment.model.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { anOrderOf, booksOf, refunded, sold } from './sales.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

const secret = 'whsec_of_this_test';
const buyer: CurrentUser = aUser();
const patience = { timeoutMs: 15_000 };
let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;

beforeAll(async () => {
  database = await openTestDatabase('payments_returned');
  sandboxDatabase = await openTestDatabase('payments_returned_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  payments = await startPayments({ database, sandbox, webhookSecrets: [secret] });
});

afterEach(() => sandbox.faults.clear());

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

const rows = () => database.connection.collection<PaymentRow>('payments');
const price = { amount: 5_000, currency: 'EUR' } as const;

/** A sale of which so much went back. */
async function givenBack(amount: number) {
  const seller = aUser();
  const sale = anOrderOf([price], { buyer, sellers: [seller.id] });
  const order: OrderState = await refunded(
    ...([payments, database, await sold(payments, buyer, sale), amount] as const),
  );
  const id = order.paymentId ?? ('' as never);
  const atRest = { _id: id, nextStepAt: { $exists: false } };
  await until(async () => (await rows().findOne(atRest)) !== null, patience);
  const read = async () => {
    const row = await rows().findOne({ _id: id });
    if (row === null) throw new Error('the payment is there');
    return row;
  };
  const refundOf = async () => {
    const refund = (await read()).refunds?.[0];
    if (refund === undefined) throw new Error('there is a refund');
    return refund;
  };
  const balances = async () => {
    const sums: Record<string, number> = {};
    for (const { lines } of await booksOf(database).find({ paymentId: id }).toArray())
      for (const { account, amount: by } of lines)
        sums[account.split(':')[0] ?? ''] = (sums[account.split(':')[0] ?? ''] ?? 0) + by;
    return sums;
  };
  return { order, id, read, refundOf, balances };
}

/** The buyer's bank sends it back, and Stripe's webhook says so. */
async function comesBack(stripeRefundId = ''): Promise<void> {
  await sandbox.control('POST', `/sandbox/refunds/${stripeRefundId}/fail`);
  const object = await sandbox.stripe.refunds.retrieve(stripeRefundId);
  const event = { id: `evt_${stripeRefundId}`, object: 'event', type: 'refund.failed' };
  const payload = JSON.stringify({ ...event, data: { object } });
  await payments
    .agent()
    .post('/api/payments/webhook')
    .set('Content-Type', 'application/json')
    .set('Stripe-Signature', Stripe.webhooks.generateTestHeaderString({ payload, secret }))
    .send(payload)
    .expect(204);
}

const entryIds = async (refundId: RefundId) =>
  (
    await booksOf(database)
      .find({ _id: { $regex: `^${refundId}` } })
      .toArray()
  ).map(({ _id }) => _id);

test.each([
  ['all of it', 5_000, 'refunded', { stripe: 0, seller: 0, platform_fee: 0, buyer: 0 }],
  ['a part', 1_000, 'captured', { stripe: 4_000, seller: -3_600, platform_fee: -400, buyer: 0 }],
])(
  '%s had gone back and the bank returned it: it goes again, once, and is booked each time',
  async (_what, amount, status, left) => {
    const { id, read, refundOf, balances } = await givenBack(amount);
    const first = await refundOf();
    await comesBack(first.stripeRefundId);
    await until(async () => {
      const { returned = [], status: now } = await refundOf();
      return returned.length === 1 && now === 'succeeded';
    }, patience);
    const again = await refundOf();
    expect(again).toMatchObject({ returned: [first.stripeRefundId], status: 'succeeded' });
    expect(again.stripeRefundId).not.toBe(first.stripeRefundId);
    expect((await read()).state.status).toBe(status);
    expect(await entryIds(first.refundId)).toEqual(
      expect.arrayContaining([
        `${first.refundId}:refund`,
        `${first.refundId}:refund-reversed`,
        `${first.refundId}:refund:2`,
      ]),
    );
    expect(await balances()).toEqual(left);
    const intent = (await read()).state as { intentId: string };
    const { data } = await sandbox.stripe.refunds.list({ payment_intent: intent.intentId });
    expect(data.map((one) => one.status).sort()).toEqual(['failed', 'succeeded']);
    await until(async () => payments.announced(id).at(-1) === 'PaymentRefunded', patience);
    expect(payments.announced(id)).not.toContain('PaymentRefundFailed');
  },
);

test('while it is on its way again the buyer sees less given back, and it is held for them', async () => {
  const { order, id, read, refundOf, balances } = await givenBack(5_000);
  sandbox.faults.inject('refuse-for-good', /POST \/v1\/refunds/);
  const { stripeRefundId } = await refundOf();
  await comesBack(stripeRefundId);
  await until(async () => (await read()).state.status === 'refunding', patience);
  const res = await payments.agent(buyer).get(`/api/payments/${id}`);
  expect(res.body.payment).not.toHaveProperty('refunded');
  expect(await balances()).toEqual({ stripe: 5_000, seller: 0, platform_fee: 0, buyer: -5_000 });
  // Refused each time: it failed in the end, and orders may ask again, under another id.
  await until(async () => payments.announced(id).at(-1) === 'PaymentRefundFailed', patience);
  expect((await read()).state.status).toBe('captured');
  sandbox.faults.clear();
  await refunded(payments, database, { ...order, refunds: failed(order) }, 5_000);
  await until(async () => (await read()).state.status === 'refunded', patience);
  expect(await balances()).toEqual({ stripe: 0, seller: 0, platform_fee: 0, buyer: 0 });
});

const failed = ({ refunds }: OrderState) =>
  refunds.map((refund) => ({ ...refund, status: 'failed' as const }));

test('what comes back does not disturb another payment that stands for the order', async () => {
  const { order, id, read, refundOf } = await givenBack(5_000);
  const { stripeRefundId } = await refundOf();
  const other = { ...(await read()), _id: `${id}-other`, state: { status: 'created' } };
  await rows().insertOne({ ...other, current: true, orderId: order.orderId } as never);
  await comesBack(stripeRefundId);
  await until(async () => ((await refundOf()).returned ?? []).length === 1, patience);
  expect((await read()).current).toBe(false);
});

test('a word about a refund that is where it was changes nothing', async () => {
  const { id, read, refundOf } = await givenBack(1_000);
  const before = await refundOf();
  const payload = JSON.stringify({
    ...{ id: `evt_of_${id}`, object: 'event', type: 'refund.updated' },
    data: { object: { object: 'refund', metadata: { paymentId: id } } },
  });
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const looks = (await read()).lookedAt;
  await payments
    .agent()
    .post('/api/payments/webhook')
    .set('Content-Type', 'application/json')
    .set('Stripe-Signature', header)
    .send(payload)
    .expect(204);
  await until(async () => {
    const { lookedAt, nextStepAt } = await read();
    return lookedAt?.getTime() !== looks?.getTime() && nextStepAt === undefined;
  }, patience);
  expect(await refundOf()).toEqual(before);
});
