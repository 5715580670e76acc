import type { OrderRefund } from '@marquee/common/contracts/order';
import type { FaultPoint } from '@marquee/common/fault-point';
import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import type { PaymentRow } from '../src/data/payment.model.js';
import { doomedAt, leaseMs } from './crash.js';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { booksOf } from './sales.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';
import { startWebhookListener, type WebhookListener } from './webhook-listener.js';

const hourMs = 3_600_000;
const patience = { timeoutMs: 20_000 };
const buyer = aUser();
let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let listener: WebhookListener;

/** What Stripe sends ends at a listener that hands nothing on. */
beforeAll(async () => {
  database = await openTestDatabase('payments_reconciler');
  sandboxDatabase = await openTestDatabase('payments_reconciler_stripe');
  listener = await startWebhookListener();
  const webhook = { url: listener.url, secrets: ['whsec_of_a_lost_endpoint'] };
  sandbox = await startSandbox(sandboxDatabase, undefined, { webhook });
});

afterAll(async () => {
  await sandbox.stop();
  await listener.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

const start = (faultPoint?: FaultPoint) =>
  startPayments({
    ...{ database, sandbox, timings: { leaseMs } },
    ...(faultPoint !== undefined && { faultPoint }),
  });
const rows = () => database.connection.collection<PaymentRow>('payments');

/** Read in the database: a GET of the payment would be a hint to the worker. */
const comesTo = (id: PaymentId, status: string) =>
  until(async () => (await rows().findOne({ _id: id }))?.state.status === status, patience);

async function confirmed(payments: TestPayments, card = 'pm_card_visa') {
  const order = anOrder(buyer.id);
  await payments.tell('OrderPlaced', order);
  let payment: { id: PaymentId; clientSecret?: string } | undefined;
  await until(async () => {
    payment = (await payments.pay(buyer, order)).body.payment;
    return payment?.clientSecret !== undefined;
  }, patience);
  const { id = newId<PaymentId>(), clientSecret = '' } = payment ?? {};
  await payments.confirm(clientSecret, card).expect(200);
  const won = { ...order, status: 'paying', paymentId: id } as const;
  return { order, won, id, intentId: clientSecret.split('_secret_')[0] ?? '' };
}

function allBack(): OrderRefund {
  const amount = { amount: 4300, currency: 'EUR' } as const;
  const askedAt = new Date().toISOString();
  return { refundId: newId(), amount, reason: 'goodwill', status: 'asked', askedAt };
}

const refundsOf = async (intentId: string) =>
  (await sandbox.stripe.refunds.list({ payment_intent: intentId })).data;

test('webhooks lost and the browser closed: the reconciler completes what Stripe did, both ways', async () => {
  const payments = await start();
  const { won, id, intentId } = await confirmed(payments, 'pm_card_pendingRefund');
  await comesTo(id, 'authorised');
  await payments.tell('OrderPaymentAccepted', won);
  await comesTo(id, 'captured');
  await payments.tell('OrderRefundAsked', { ...won, status: 'complete', refunds: [allBack()] });
  await comesTo(id, 'refunded');
  expect(await refundsOf(intentId)).toMatchObject([{ amount: 4300, status: 'succeeded' }]);
  const said = () => listener.heard.map(({ event }) => event.type);
  await until(() => said().includes('charge.refunded'), patience);
  expect(await database.connection.collection('webhook_inbox').countDocuments()).toBe(0);
  await payments.service.stop();
});

/** Longer than Stripe remembers a key: on its clock, and on the row. */
async function aDayPasses(id: PaymentId): Promise<void> {
  await sandbox.control('POST', '/sandbox/clock', { advanceMs: 25 * hourMs });
  await rows().updateOne({ _id: id, 'refunds.0.attemptedAt': { $exists: true } }, [
    {
      $set: {
        refunds: {
          $map: {
            input: '$refunds',
            in: {
              $mergeObjects: [
                '$$this',
                { attemptedAt: { $subtract: ['$$this.attemptedAt', 25 * hourMs] } },
              ],
            },
          },
        },
      },
    },
  ]);
}

/** Kills a process at a point, lets a day pass, and answers what its survivor asked of Stripe. */
async function deadForADay(point: string, makeItPass: (living: TestPayments) => Promise<Paid>) {
  const processes = await doomedAt(database, start, [point]);
  const paid = await makeItPass(await processes.alive());
  await until(() => processes.deaths() === 1, patience);
  await aDayPasses(paid.id);
  const before = sandbox.faults.seen.length;
  await processes.alive();
  await comesTo(paid.id, paid.status);
  const calls = sandbox.faults.seen.slice(before);
  await processes.end();
  return { ...paid, calls };
}

interface Paid {
  readonly id: PaymentId;
  readonly intentId: string;
  readonly status: string;
}

async function paying(payments: TestPayments): Promise<Paid> {
  const { won, id, intentId } = await confirmed(payments);
  await comesTo(id, 'authorised');
  await payments.tell('OrderPaymentAccepted', won);
  return { id, intentId, status: 'captured' };
}

async function askingBack(payments: TestPayments): Promise<Paid> {
  const { won, id, intentId } = await confirmed(payments);
  await comesTo(id, 'authorised');
  await payments.tell('OrderPaymentAccepted', won);
  await comesTo(id, 'captured');
  await payments.tell('OrderRefundAsked', { ...won, status: 'complete', refunds: [allBack()] });
  return { id, intentId, status: 'refunded' };
}

test('a capture whose key Stripe has forgotten: looked for first, found, not made again', async () => {
  const { id, intentId, calls } = await deadForADay('after:capture', paying);
  expect(calls[0]).toBe(`GET /v1/payment_intents/${intentId}`);
  expect(calls.filter((line) => line.startsWith('POST'))).toEqual([]);
  const intent = await sandbox.stripe.paymentIntents.retrieve(intentId);
  expect(intent.amount_received).toBe(4300);
  expect(await booksOf(database).countDocuments({ paymentId: id })).toBe(1);
});

test.each([
  ['after:refund', 0],
  ['before:refund', 1],
] as const)(
  'a refund that died %s, its key forgotten: looked for first, then made %i times, one in all',
  async (point, times) => {
    const { id, intentId, calls } = await deadForADay(point, askingBack);
    expect(calls[0]).toBe('GET /v1/refunds');
    const posts = calls.filter((line) => line.startsWith('POST'));
    expect(posts).toEqual(Array.from({ length: times }, () => 'POST /v1/refunds'));
    const [made, ...others] = await refundsOf(intentId);
    expect(others).toEqual([]);
    // What never arrived is sent under a new key; what arrived keeps the old one.
    expect(made).toMatchObject({ amount: 4300, metadata: { attempt: String(times + 1) } });
    const booked = await booksOf(database).find({ paymentId: id }).toArray();
    expect(booked.map(({ kind }) => kind).sort()).toEqual(['capture', 'refund']);
  },
);
