import path from 'node:path';
import type { OrderState } from '@marquee/common/contracts/order';
import { newId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { expectContract } from '@marquee/common/testing/openapi';
import { until } from '@marquee/common/testing/until';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

const contract = path.join(__dirname, '../openapi.yaml');
let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
const buyer: CurrentUser = aUser();

beforeAll(async () => {
  database = await openTestDatabase('payments_start');
  sandboxDatabase = await openTestDatabase('payments_start_stripe');
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

async function aKnownOrder(changes: Partial<OrderState> = {}): Promise<OrderState> {
  const order = anOrder(buyer.id, changes);
  await payments.tell('OrderPlaced', order);
  return order;
}

async function liveIntentsOf({ orderId }: OrderState) {
  const { data } = await sandbox.stripe.paymentIntents.list({ limit: 100 });
  const own = data.filter((intent) => intent.metadata['orderId'] === orderId);
  return own.filter((intent) => intent.status !== 'canceled');
}

test('201: a new payment has an intent for exactly the order’s total, captured by hand', async () => {
  const order = await aKnownOrder({ total: { amount: 12_345, currency: 'JPY' } });
  const res = await payments.pay(buyer, order);
  expect(res.status).toBe(201);
  expectContract(contract, res);
  expect(res.headers['cache-control']).toBe('no-store');
  expect(res.body.payment).toMatchObject({
    orderId: order.orderId,
    amount: { amount: 12_345, currency: 'JPY' },
    status: 'authorising',
  });
  const [intent, ...others] = await liveIntentsOf(order);
  expect(others).toEqual([]);
  expect(intent).toMatchObject({
    amount: 12_345,
    currency: 'jpy',
    capture_method: 'manual',
    client_secret: res.body.payment.clientSecret,
    metadata: { orderId: order.orderId, paymentId: res.body.payment.id },
  });
});

test('200: asking again brings the same payment', async () => {
  const order = await aKnownOrder();
  const first = await payments.pay(buyer, order);
  const second = await payments.pay(buyer, order);
  expect(second.status).toBe(200);
  expectContract(contract, second);
  expect(second.body).toEqual(first.body);
});

test('a double click in two tabs is one 201, then 200s, and one intent', async () => {
  const order = await aKnownOrder();
  const answers = await Promise.all(Array.from({ length: 5 }, () => payments.pay(buyer, order)));
  const statuses = answers.map((res) => res.status).sort();
  expect(statuses).toEqual([200, 200, 200, 200, 201]);
  const secrets = new Set(answers.map((res) => res.body.payment.clientSecret));
  expect(secrets.size).toBe(1);
  expect(await liveIntentsOf(order)).toHaveLength(1);
});

test.each([
  ['nothing', {}],
  ['no id', { orderId: 'one' }],
  ['a number', { orderId: 7 }],
  ['an operator', { orderId: { $ne: null } }],
  ['a field too many', { orderId: newId(), amount: 1 }],
])('400: a body with %s is malformed', async (_what, body) => {
  const res = await payments.agent(buyer).post('/api/payments').send(body);
  expect(res.status).toBe(400);
  expect(res.body.code).toBe('invalid_request');
  expectContract(contract, res);
});

test('401: nobody pays without being signed in', async () => {
  const order = await aKnownOrder();
  const res = await payments.agent().post('/api/payments').send({ orderId: order.orderId });
  expect(res.status).toBe(401);
  expectContract(contract, res);
});

test('404: another’s order is as unknown as one that does not exist', async () => {
  const order = await aKnownOrder();
  const foreign = await payments.pay(aUser(), order);
  const unknown = await payments.agent(buyer).post('/api/payments').send({
    orderId: '3f2b8a52-0b0e-4c3d-9a50-6a1a1c8b7f10',
  });
  for (const res of [foreign, unknown]) {
    expect(res.status).toBe(404);
    expectContract(contract, res);
  }
  expect(foreign.body).toEqual({ ...unknown.body });
  expect(await liveIntentsOf(order)).toEqual([]);
});

test('an order that is still on its way is waited for', async () => {
  const order = anOrder(buyer.id);
  const answer = payments.pay(buyer, order).then((res) => res);
  await payments.tell('OrderPlaced', order);
  expect((await answer).status).toBe(201);
});

test('503: an order made a moment ago that does not arrive', async () => {
  const res = await payments.pay(buyer, anOrder(buyer.id));
  expect(res.status).toBe(503);
  expect(res.headers['retry-after']).toBe('1');
  expectContract(contract, res);
});

test.each(['cancelled', 'expired', 'paying', 'complete', 'refunded'] as const)(
  '409: an order that is %s cannot be paid any more',
  async (status) => {
    const order = await aKnownOrder({ status });
    const res = await payments.pay(buyer, order);
    expect(res.status).toBe(409);
    expect(res.body).toMatchObject({ code: 'order_not_payable', current: { status } });
    expectContract(contract, res);
    expect(await liveIntentsOf(order)).toEqual([]);
  },
);

test('409: a hold that has ended by the clock, though nobody said so yet', async () => {
  const order = await aKnownOrder({ expiresAt: new Date(Date.now() - 1).toISOString() });
  const res = await payments.pay(buyer, order);
  expect(res.status).toBe(409);
  expect(res.body).toMatchObject({ current: { status: 'expired' } });
});

test('413: a body too large', async () => {
  const body = { orderId: 'x'.repeat(200_000) };
  const res = await payments.agent(buyer).post('/api/payments').send(body);
  expect(res.status).toBe(413);
  expectContract(contract, res);
});

test('422: a total that Stripe does not take; asked again at once, Stripe is not', async () => {
  const order = await aKnownOrder({ total: { amount: 100_000_000, currency: 'EUR' } });
  const rows = database.connection.collection('payments');
  const ofOrder = { orderId: order.orderId };
  const refusals = async (tries: number) => {
    for (let nth = 0; nth < tries; nth += 1) {
      const res = await payments.pay(buyer, order);
      expect(res.status).toBe(422);
      expectContract(contract, res);
    }
    return rows.countDocuments(ofOrder);
  };
  /** As if its payments had begun so long ago. */
  const age = (ms: number) =>
    rows.updateMany(ofOrder, [{ $set: { createdAt: { $subtract: ['$$NOW', ms] } } }]);
  expect(await refusals(1)).toBe(1);
  await age(0);
  expect(await refusals(4)).toBe(1);
  await age(5_000);
  expect(await refusals(1)).toBe(2);
});

test('503 while Stripe is down; repeated when it is back, one payment and one intent', async () => {
  const order = await aKnownOrder();
  sandbox.faults.inject('refuse', /payment_intents/);
  const refused = await payments.pay(buyer, order);
  expect(refused.status).toBe(503);
  expectContract(contract, refused);
  sandbox.faults.clear();
  let last = refused;
  await until(async () => {
    last = await payments.pay(buyer, order);
    return last.status === 200;
  });
  expect(last.body.payment.status).toBe('authorising');
  await until(async () => (await liveIntentsOf(order)).length === 1);
});

test('Stripe does it and closes every connection: one intent is left that can take money', async () => {
  const order = await aKnownOrder();
  sandbox.faults.inject('close-after-doing-it', /^POST \/v1\/payment_intents$/, 2);
  expect((await payments.pay(buyer, order)).status).toBe(503);
  let secret = '';
  await until(async () => {
    const res = await payments.pay(buyer, order);
    secret = res.body.payment?.clientSecret ?? '';
    return res.status === 200;
  });
  await until(async () => (await liveIntentsOf(order)).length === 1);
  expect((await liveIntentsOf(order))[0]?.client_secret).toBe(secret);
});

test('503 when Stripe is slow; the worker goes on and the repeat finds the payment', async () => {
  const order = await aKnownOrder();
  sandbox.faults.inject('slow', /^POST \/v1\/payment_intents$/, 1);
  expect((await payments.pay(buyer, order)).status).toBe(503);
  await until(async () => (await payments.pay(buyer, order)).status === 200);
  expect(await liveIntentsOf(order)).toHaveLength(1);
});

test('the terms are told to anybody, and a payment keeps the share it began with', async () => {
  const res = await payments.agent().get('/api/payments/terms');
  expect(res.status).toBe(200);
  expectContract(contract, res);
  expect(res.body).toEqual({ terms: { feeBasisPoints: 1_000, payoutDelayHours: 48 } });
  const more = await payments.agent().get('/api/payments/terms?for=me');
  expect(more.status).toBe(400);
  expectContract(contract, more);
  const started = await payments.pay(buyer, await aKnownOrder());
  const rows = database.connection.collection<{ _id: string }>('payments');
  const row = await rows.findOne({ _id: started.body.payment.id });
  expect(row).toMatchObject({ feeBasisPoints: 1_000 });
});
