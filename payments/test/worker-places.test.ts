import type { PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import type { PaymentRow } from '../src/data/payment.model.js';
import { anOrder } from './orders.js';
import { startPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
beforeAll(async () => {
  database = await openTestDatabase('payments_places');
  sandboxDatabase = await openTestDatabase('payments_places_stripe');
  sandbox = await startSandbox(sandboxDatabase);
});
afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

const statusOf = async (_id: PaymentId) =>
  (await database.connection.collection<PaymentRow>('payments').findOne({ _id }))?.state.status;

test('requests that wait for a slow Stripe stop no capture', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let isSlow = false;
  let waiting = 0;
  const faultPoint = async (point: string) => {
    if (!isSlow || point !== 'before:create') return;
    waiting += 1;
    await gate;
  };
  const payments = await startPayments({
    ...{ database, sandbox, faultPoint, timings: { leaseMs: 60_000 } },
  });
  const buyer = aUser();
  const order = anOrder(buyer.id);
  await payments.tell('OrderPlaced', order);
  const { payment } = (await payments.pay(buyer, order).expect(201)).body;
  await payments.confirm(payment.clientSecret, 'pm_card_visa').expect(200);
  await payments.reaches(buyer, payment.id, 'authorised');

  isSlow = true;
  const others = Array.from({ length: 16 }, () => anOrder(buyer.id));
  for (const other of others) await payments.tell('OrderPlaced', other);
  const answers = others.map((other) => payments.pay(buyer, other).then(({ status }) => status));
  await until(() => waiting === 16);
  await payments.tell('OrderPaymentAccepted', {
    ...{ ...order, status: 'paying', paymentId: payment.id },
  });
  await until(async () => (await statusOf(payment.id)) === 'captured');
  open();
  await Promise.all(answers);
  await payments.service.stop();
});
