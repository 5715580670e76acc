import path from 'node:path';
import type { OrderState } from '@marquee/common/contracts/order';
import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { expectContract } from '@marquee/common/testing/openapi';
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
  database = await openTestDatabase('payments_list');
  sandboxDatabase = await openTestDatabase('payments_list_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  payments = await startPayments({ database, sandbox });
});

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

/** An order of the buyer's, and its payment authorised by a card that works. */
async function anAuthorisedOrder(): Promise<{ order: OrderState; paymentId: PaymentId }> {
  const order = anOrder(buyer.id);
  await payments.tell('OrderPlaced', order);
  const { id, clientSecret } = (await payments.pay(buyer, order)).body.payment;
  await payments.confirm(clientSecret, 'pm_card_visa');
  await payments.reaches(buyer, id, 'authorised');
  return { order, paymentId: id };
}

const list = (order: Pick<OrderState, 'orderId'>, user: CurrentUser = buyer) =>
  payments.agent(user).get(`/api/payments?orderId=${order.orderId}`);

test('200: a payment that came too late stays listed, with what became of it', async () => {
  const { order, paymentId } = await anAuthorisedOrder();
  await payments.tell('OrderExpired', { ...order, status: 'expired' });
  await payments.reaches(buyer, paymentId, 'released');
  const res = await list(order);
  expectContract(contract, res);
  expect(res.body).toEqual({
    items: [
      expect.objectContaining({ id: paymentId, status: 'released', reason: 'order_expired' }),
    ],
    nextCursor: null,
  });
});

test('200: a captured payment says when the money was taken', async () => {
  const { order, paymentId } = await anAuthorisedOrder();
  const before = Date.now();
  await payments.tell('OrderPaymentAccepted', { ...order, status: 'paying', paymentId });
  await payments.reaches(buyer, paymentId, 'captured');
  const res = await list(order);
  expectContract(contract, res);
  const [payment] = res.body.items;
  expect(Math.abs(Date.parse(payment.capturedAt) - before)).toBeLessThan(60_000);
});

test('nobody sees the payments of another’s order, or of one that is not there', async () => {
  const { order } = await anAuthorisedOrder();
  const foreign = await list(order, aUser());
  expectContract(contract, foreign);
  expect(foreign.body).toEqual({ items: [], nextCursor: null });
  expect((await list({ orderId: newId() })).body.items).toEqual([]);
});

test('400 without an order, or with nonsense; 401 for nobody', async () => {
  for (const query of ['', '?orderId=nonsense', `?orderId=${newId()}&limit=0`]) {
    const res = await payments.agent(buyer).get(`/api/payments${query}`);
    expect(res.status).toBe(400);
    expectContract(contract, res);
  }
  const nobody = await payments.agent().get(`/api/payments?orderId=${newId()}`);
  expect(nobody.status).toBe(401);
  expectContract(contract, nobody);
});
