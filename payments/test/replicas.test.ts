import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
const buyer = aUser();
const running: TestPayments[] = [];

beforeAll(async () => {
  database = await openTestDatabase('payments_replicas');
  sandboxDatabase = await openTestDatabase('payments_replicas_stripe');
  sandbox = await startSandbox(sandboxDatabase);
});

afterAll(async () => {
  for (const one of running) await one.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

test('one api and two workers: a dozen payments, each captured by exactly one call', async () => {
  const bus = createRecordingBus();
  // All at once on a busy machine: patience is not what this test is about.
  const timings = { answerWithinMs: 15_000, leaseMs: 20_000 };
  const shared = { database, sandbox, timings, stripeTimeoutMs: 10_000 };
  const api = await startPayments({ ...shared, bus, role: 'api' });
  const workers = [
    await startPayments({ ...shared, bus, role: 'worker' }),
    await startPayments({ ...shared, bus: createRecordingBus(), role: 'worker' }),
  ];
  running.push(...workers, api);
  const orders = Array.from({ length: 12 }, () => anOrder(buyer.id));
  const paying = orders.map(async (order) => {
    await api.tell('OrderPlaced', order);
    const { payment } = (await api.pay(buyer, order)).body;
    await api.confirm(payment.clientSecret, 'pm_card_visa').expect(200);
    await api.reaches(buyer, payment.id, 'authorised');
    const won = { ...order, status: 'paying', paymentId: payment.id } as const;
    await api.tell('OrderPaymentAccepted', won);
    await api.reaches(buyer, payment.id, 'captured');
    return payment.id as string;
  });
  const ids = await Promise.all(paying);
  const calls = sandbox.faults.seen.filter((line) => line.endsWith('/capture'));
  expect(calls).toHaveLength(orders.length);
  for (const aggregateId of ids) {
    const outbox = database.connection.collection('outbox').find({ aggregateId });
    const rows = await outbox.sort({ aggregateVersion: 1 }).toArray();
    const types = rows.map((row) => row['event'].type);
    expect(types).toEqual(['PaymentAuthorised', 'PaymentCaptured']);
  }
});
