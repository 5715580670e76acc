import path from 'node:path';
import type { OrderState } from '@marquee/common/contracts/order';
import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { expectContract } from '@marquee/common/testing/openapi';
import { until } from '@marquee/common/testing/until';
import request from 'supertest';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
const buyer: CurrentUser = aUser();

beforeAll(async () => {
  database = await openTestDatabase('payments_pay');
  sandboxDatabase = await openTestDatabase('payments_pay_stripe');
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

interface Started {
  readonly order: OrderState;
  readonly id: PaymentId;
  readonly secret: string;
  readonly intentId: string;
}

async function started(): Promise<Started> {
  const order = anOrder(buyer.id);
  await payments.tell('OrderPlaced', order);
  const { payment } = (await payments.pay(buyer, order)).body;
  const secret: string = payment.clientSecret;
  return { order, id: payment.id, secret, intentId: secret.split('_secret_')[0] ?? '' };
}

async function authorised(): Promise<Started> {
  const start = await started();
  await payments.confirm(start.secret, 'pm_card_visa').expect(200);
  await payments.reaches(buyer, start.id, 'authorised');
  return start;
}

const intentOf = ({ intentId }: Started) => sandbox.stripe.paymentIntents.retrieve(intentId);
const announces = (id: string, ...types: string[]) =>
  until(() => payments.announced(id).join() === types.join());

test('authorise, win, capture: the money is taken once, after the order won', async () => {
  const start = await authorised();
  await announces(start.id, 'PaymentAuthorised');
  expect((await intentOf(start)).status).toBe('requires_capture');
  await payments.tell('OrderPaymentAccepted', {
    ...start.order,
    status: 'paying',
    paymentId: start.id,
  });
  await payments.reaches(buyer, start.id, 'captured');
  expect(await intentOf(start)).toMatchObject({ status: 'succeeded', amount_received: 4300 });
  await announces(start.id, 'PaymentAuthorised', 'PaymentCaptured');
  const again = await payments.pay(buyer, start.order);
  expect(again.status).toBe(200);
  expect(again.body.payment).toMatchObject({ id: start.id, status: 'captured' });
  expect(again.body.payment).not.toHaveProperty('clientSecret');
});

test('a declined card does not end the payment: the same secret succeeds with another', async () => {
  const start = await started();
  await payments.confirm(start.secret, 'pm_card_chargeDeclined').expect(402);
  const res = await payments.agent(buyer).get(`/api/payments/${start.id}`);
  expect(res.body.payment).toMatchObject({ status: 'authorising', clientSecret: start.secret });
  await payments.confirm(start.secret, 'pm_card_visa').expect(200);
  await payments.reaches(buyer, start.id, 'authorised');
});

test.each([
  ['complete', 'authorised'],
  ['fail', 'authorising'],
])('a challenge answered with %s leaves the payment %s', async (outcome, status) => {
  const start = await started();
  const returnUrl = 'http://localhost:3000/orders/1';
  const res = await payments.confirm(start.secret, 'pm_card_authenticationRequired', {
    return_url: returnUrl,
  });
  const url = new URL(res.body.next_action.redirect_to_url.url);
  await request(sandbox.frontDoor)
    .post(url.pathname)
    .type('form')
    .send({ token: url.searchParams.get('token'), outcome })
    .expect(303);
  await payments.reaches(buyer, start.id, status);
});

test.each([
  ['OrderExpired', 'expired', 'order_expired'],
  ['OrderCancelled', 'cancelled', 'order_cancelled'],
] as const)(
  '%s while the card is being typed: the intent is cancelled',
  async (type, status, reason) => {
    const start = await started();
    await payments.tell(type, { ...start.order, status });
    await payments.reaches(buyer, start.id, 'released');
    expect((await intentOf(start)).status).toBe('canceled');
    await announces(start.id, 'PaymentReleased');
    const res = await payments.agent(buyer).get(`/api/payments/${start.id}`);
    expect(res.body.payment).toEqual({
      id: start.id,
      orderId: start.order.orderId,
      amount: start.order.total,
      status: 'released',
      reason,
    });
    expectContract(path.join(__dirname, '../openapi.yaml'), res);
    expect((await payments.pay(buyer, start.order)).status).toBe(409);
  },
);

test('authorised after the hold ended: the money is released and the buyer is told why', async () => {
  const start = await authorised();
  await payments.tell('OrderPaymentRejected', {
    ...start.order,
    status: 'expired',
    rejectedPaymentIds: [start.id],
  });
  await payments.reaches(buyer, start.id, 'released');
  expect(await intentOf(start)).toMatchObject({ status: 'canceled', amount_received: 0 });
  await announces(start.id, 'PaymentAuthorised', 'PaymentReleased');
});

test('another payment won the order: this one is released', async () => {
  const start = await authorised();
  const paymentId = newId<PaymentId>();
  await payments.tell('OrderPaymentAccepted', { ...start.order, status: 'paying', paymentId });
  await payments.reaches(buyer, start.id, 'released');
  expect((await intentOf(start)).status).toBe('canceled');
});

test('Stripe cancels by itself: the payment failed, and a new one may be started', async () => {
  const start = await authorised();
  await sandbox.stripe.paymentIntents.cancel(start.intentId);
  await payments.reaches(buyer, start.id, 'failed');
  await announces(start.id, 'PaymentAuthorised', 'PaymentFailed');
  const next = await payments.pay(buyer, start.order);
  expect(next.status).toBe(201);
  expect(next.body.payment.id).not.toBe(start.id);
});

test('already captured is success', async () => {
  const start = await authorised();
  await sandbox.stripe.paymentIntents.capture(start.intentId);
  await payments.tell('OrderPaymentAccepted', {
    ...start.order,
    status: 'paying',
    paymentId: start.id,
  });
  await payments.reaches(buyer, start.id, 'captured');
});

test('capture finally impossible: nothing is taken and the order is told', async () => {
  const start = await authorised();
  sandbox.faults.inject('refuse-for-good', /\/capture$/);
  await payments.tell('OrderPaymentAccepted', {
    ...start.order,
    status: 'paying',
    paymentId: start.id,
  });
  await payments.reaches(buyer, start.id, 'failed');
  expect(await intentOf(start)).toMatchObject({ status: 'canceled', amount_received: 0 });
  await announces(start.id, 'PaymentAuthorised', 'PaymentFailed');
});

test.each(['refuse', 'close-after-doing-it', 'answer-500', 'slow'] as const)(
  'a Stripe that would %s at capture: one charge in the end',
  async (fault) => {
    const start = await authorised();
    sandbox.faults.inject(fault, /\/capture$/, 3);
    await payments.tell('OrderPaymentAccepted', {
      ...start.order,
      status: 'paying',
      paymentId: start.id,
    });
    await payments.reaches(buyer, start.id, 'captured');
    expect(await intentOf(start)).toMatchObject({ status: 'succeeded', amount_received: 4300 });
    await announces(start.id, 'PaymentAuthorised', 'PaymentCaptured');
  },
);

test.each(['refuse', 'close-after-doing-it', 'answer-500'] as const)(
  'a Stripe that would %s at cancel: released in the end',
  async (fault) => {
    const start = await authorised();
    sandbox.faults.inject(fault, /\/cancel$/, 3);
    await payments.tell('OrderExpired', { ...start.order, status: 'expired' });
    await payments.reaches(buyer, start.id, 'released');
    expect((await intentOf(start)).status).toBe('canceled');
  },
);

test('another’s payment, and one that does not exist, are 404; no session is 401; no id 400', async () => {
  const start = await started();
  const get = (id: string, user?: CurrentUser) => payments.agent(user).get(`/api/payments/${id}`);
  expect((await get(start.id, aUser())).status).toBe(404);
  expect((await get(newId(), buyer)).status).toBe(404);
  expect((await get(start.id)).status).toBe(401);
  expect((await get('first', buyer)).status).toBe(400);
});

test('an old word of the order changes nothing', async () => {
  const start = await authorised();
  const won = { ...start.order, status: 'paying', paymentId: start.id } as const;
  await payments.tell('OrderPaymentAccepted', won);
  await payments.reaches(buyer, start.id, 'captured');
  await payments.tell('OrderCompleted', { ...won, status: 'complete' });
  await payments.tell('OrderPlaced', start.order);
  expect(payments.announced(start.id)).toEqual(['PaymentAuthorised', 'PaymentCaptured']);
});
