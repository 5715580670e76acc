import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
const buyer = aUser();
const create = /^POST \/v1\/payment_intents$/;

beforeAll(async () => {
  database = await openTestDatabase('payments_strange');
  sandboxDatabase = await openTestDatabase('payments_strange_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  // A lease that would outlast the test: nothing may be left to its end.
  payments = await startPayments({ database, sandbox, timings: { leaseMs: 60_000 } });
});
afterEach(() => sandbox.faults.clear());
afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

async function aKnownOrder() {
  const order = anOrder(buyer.id);
  await payments.tell('OrderPlaced', order);
  return order;
}

async function intentsOf(orderId: string) {
  const { data } = await sandbox.stripe.paymentIntents.list({ limit: 100 });
  return data.filter((intent) => intent.metadata['orderId'] === orderId);
}

test('a new intent in a status we do not know is kept: one intent, one payment', async () => {
  const order = await aKnownOrder();
  sandbox.faults.inject('strange-status', create);
  // The first of a process may be told to come again: nothing is warm yet.
  await until(async () => {
    const { status, body } = await payments.pay(buyer, order);
    return status < 300 && body.payment.status === 'authorising';
  });
  expect(await intentsOf(order.orderId)).toHaveLength(1);
});

test('a status we do not know is looked at again soon, and moves nothing', async () => {
  const order = await aKnownOrder();
  const { payment } = (await payments.pay(buyer, order)).body;
  sandbox.faults.inject('strange-status', /^GET \/v1\/payment_intents\//);
  await payments.confirm(payment.clientSecret, 'pm_card_visa').expect(200);
  const before = sandbox.faults.seen.length;
  await until(() => sandbox.faults.seen.length > before + 1);
  sandbox.faults.clear();
  await payments.reaches(buyer, payment.id, 'authorised');
});

test('an intent without a secret is 503, made again after a pause, and cancelled', async () => {
  const order = await aKnownOrder();
  sandbox.faults.inject('no-secret', create, 1);
  const refused = await payments.pay(buyer, order);
  expect(refused.body).toMatchObject({ code: 'try_again' });
  await until(async () => (await payments.pay(buyer, order)).status === 200);
  await until(async () => {
    const open = (await intentsOf(order.orderId)).filter(({ status }) => status !== 'canceled');
    return open.length === 1;
  });
  expect(await intentsOf(order.orderId)).toHaveLength(2);
});
