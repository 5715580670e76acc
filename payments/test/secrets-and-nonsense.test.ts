import { Writable } from 'node:stream';
import { createLogger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { neverFiveHundred } from '@marquee/common/testing/fuzz';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
let logged = '';
const buyer = aUser();

beforeAll(async () => {
  database = await openTestDatabase('payments_secrets');
  sandboxDatabase = await openTestDatabase('payments_secrets_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString('utf8');
      done();
    },
  });
  const logger = createLogger({ name: 'payments', level: 'trace', destination });
  payments = await startPayments({ database, sandbox, logger });
});

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

test('neither log nor domain events ever hold a client secret, and a finished row holds none', async () => {
  const order = anOrder(buyer.id);
  await payments.tell('OrderPlaced', order);
  const { id, clientSecret } = (await payments.pay(buyer, order)).body.payment;
  await payments.confirm(clientSecret, 'pm_card_visa').expect(200);
  await payments.reaches(buyer, id, 'authorised');
  // Stripe puts the whole intent, client secret included, inside such an error.
  sandbox.faults.inject('refuse-for-good', /\/capture$/);
  await payments.tell('OrderPaymentAccepted', { ...order, status: 'paying', paymentId: id });
  await payments.reaches(buyer, id, 'failed');
  await until(() => payments.announced(id).includes('PaymentFailed'));

  expect(logged).toContain('a call to Stripe failed');
  expect(logged).not.toContain('_secret_');
  const stored = await database.connection.collection('outbox').find().toArray();
  expect(stored.length).toBeGreaterThan(0);
  expect(JSON.stringify(stored)).not.toContain('_secret_');
  expect(JSON.stringify(payments.bus.published)).not.toContain('_secret_');
  const rows = await database.connection
    .collection('payments')
    .find({ orderId: order.orderId })
    .toArray();
  expect(JSON.stringify(rows)).not.toContain('_secret_');
});

test('whatever is sent, the answer is below 500', async () => {
  await neverFiveHundred(payments.agent(buyer), [
    { method: 'post', path: '/api/payments', fields: ['orderId'] },
    { method: 'get', path: '/api/payments/:id', fields: ['id'] },
  ]);
});
