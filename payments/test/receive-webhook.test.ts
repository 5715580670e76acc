import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import Stripe from 'stripe';
import type { PaymentRow } from '../src/data/payment.model.js';
import { both } from './crash.js';
import { anOrder } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';
import { startWebhookListener, type WebhookListener } from './webhook-listener.js';

const [oldSecret, newSecret] = ['whsec_the_one_before', 'whsec_the_one_now'];
const hourMs = 3_600_000;
const buyer: CurrentUser = aUser();
let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
let listener: WebhookListener;

/** Nothing is looked at again by itself for an hour: what happens is the webhook's doing. */
beforeAll(async () => {
  database = await openTestDatabase('payments_webhook');
  sandboxDatabase = await openTestDatabase('payments_webhook_stripe');
  listener = await startWebhookListener();
  const webhook = { url: listener.url, secrets: [newSecret] };
  sandbox = await startSandbox(sandboxDatabase, undefined, { webhook });
  const webhookSecrets = [oldSecret, newSecret];
  payments = await startPayments({ database, sandbox, webhookSecrets, rereadMsMax: hourMs });
});

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await listener.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

const rowOf = (id: PaymentId) =>
  database.connection.collection<PaymentRow>('payments').findOne({ _id: id });
const inbox = () => database.connection.collection<{ _id: string }>('webhook_inbox');

/** Not the sandbox's way of sending but our own, so that each can be sent as the test likes. */
function deliver(payload: string, signature: string, to = payments) {
  return to
    .agent()
    .post('/api/payments/webhook')
    .set('Content-Type', 'application/json; charset=utf-8')
    .set('Stripe-Signature', signature)
    .send(payload);
}

function signed(payload: string, secret: string, timestamp?: number): string {
  const options = { payload, secret, ...(timestamp !== undefined && { timestamp }) };
  return Stripe.webhooks.generateTestHeaderString(options);
}

const anEvent = (type: string, object: object = { object: 'thing' }, id = `evt_${newId()}`) =>
  JSON.stringify({ id, object: 'event', type, data: { object } });

async function started() {
  const order = anOrder(buyer.id);
  await payments.tell('OrderPlaced', order);
  let payment = { id: newId<PaymentId>(), clientSecret: '' };
  await until(async () => {
    ({ payment } = (await payments.pay(buyer, order)).body);
    return payment !== undefined;
  });
  // Until its first looks are over, a payment is looked at without any webhook.
  await database.connection
    .collection<PaymentRow>('payments')
    .updateOne(
      { _id: payment.id },
      { $set: { looks: 40, nextStepAt: new Date(Date.now() + hourMs) } },
    );
  return { order, ...payment };
}

async function heardOf(intentId: string, type: string) {
  const isIt = ({ event }: WebhookListener['heard'][number]) =>
    event.type === type && (event.data.object as { id?: string }).id === intentId;
  await until(() => listener.heard.some(isIt));
  const heard = listener.heard.find(isIt);
  if (heard === undefined) throw new Error(`no ${type} was heard`);
  return heard;
}

/** How many deliveries ended so. */
async function countOf(reception: string): Promise<number> {
  const text = await payments.metrics.registry.metrics();
  const line = text.split('\n').find((one) => one.includes(`reception="${reception}"`));
  return Number(line?.split(' ').at(-1) ?? 0);
}

test('the browser is closed after confirming: Stripe’s word alone brings the payment on, once', async () => {
  const { id, clientSecret } = await started();
  await payments.confirm(clientSecret, 'pm_card_visa').expect(200);
  const intentId = clientSecret.split('_secret_')[0] ?? '';
  const type = 'payment_intent.amount_capturable_updated';
  const { payload, signature, event } = await heardOf(intentId, type);
  expect((await rowOf(id))?.state.status).toBe('authorising');
  expect((await deliver(payload, signature)).status).toBe(204);
  await until(async () => (await rowOf(id))?.state.status === 'authorised');
  const before = await rowOf(id);
  expect((await deliver(payload, signature)).status).toBe(204);
  expect((await rowOf(id))?.wakes).toBe(before?.wakes);
  expect(await inbox().countDocuments({ _id: event.id })).toBe(1);
});

test.each(both('hear-webhook', 'pass-hint'))(
  'killed %s of the inbox’s transaction: delivered again, it is heard once, and the payment comes on',
  async (point) => {
    const { id, clientSecret } = await started();
    await payments.confirm(clientSecret, 'pm_card_visa').expect(200);
    const intentId = clientSecret.split('_secret_')[0] ?? '';
    const type = 'payment_intent.amount_capturable_updated';
    const { payload, signature, event } = await heardOf(intentId, type);
    // An error ends the transaction as a death does: what was not committed is gone.
    const doomed = await startPayments({
      ...{ database, sandbox, webhookSecrets: [newSecret], rereadMsMax: hourMs },
      role: 'api',
      async faultPoint(name) {
        if (name === point) throw new Error('killed');
      },
    });
    expect((await deliver(payload, signature, doomed)).status).toBe(500);
    await doomed.service.stop();
    const wasCommitted = point === 'after:hear-webhook';
    expect(await inbox().countDocuments({ _id: event.id })).toBe(wasCommitted ? 1 : 0);
    expect((await deliver(payload, signature)).status).toBe(204);
    await until(async () => (await rowOf(id))?.state.status === 'authorised');
    expect(await inbox().countDocuments({ _id: event.id })).toBe(1);
  },
);

test('the same event many times at once is acknowledged each time and heard once', async () => {
  const { id } = await started();
  const wakes = (await rowOf(id))?.wakes ?? 0;
  const payload = anEvent('payment_intent.processing', { metadata: { paymentId: id } });
  const signature = signed(payload, newSecret);
  const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(payload, signature)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 204));
  expect((await rowOf(id))?.wakes).toBe(wakes + 1);
});

test('a hint says nothing of what happened: Stripe is asked, and states move forward only', async () => {
  const { id, clientSecret } = await started();
  const intentId = clientSecret.split('_secret_')[0] ?? '';
  const lie = anEvent('payment_intent.succeeded', {
    id: intentId,
    object: 'payment_intent',
    status: 'succeeded',
  });
  const before = (await rowOf(id))?.looks;
  expect((await deliver(lie, signed(lie, newSecret))).status).toBe(204);
  await until(async () => {
    const row = await rowOf(id);
    return row !== null && row.looks !== before && row.haste === 'scheduled';
  });
  expect((await rowOf(id))?.state.status).toBe('authorising');
});

test('while the secret is replaced, either one is good', async () => {
  for (const secret of [oldSecret, newSecret]) {
    const payload = anEvent('charge.updated');
    expect((await deliver(payload, signed(payload, secret))).status).toBe(204);
  }
});

test('a type that we do not know is acknowledged, counted and leads to nothing', async () => {
  const [unknown, heard] = [await countOf('unknown_type'), await countOf('heard')];
  const payload = anEvent('customer.created', { metadata: { paymentId: newId() } });
  expect((await deliver(payload, signed(payload, newSecret))).status).toBe(204);
  expect(await countOf('unknown_type')).toBe(unknown + 1);
  expect((await deliver(payload, signed(payload, newSecret))).status).toBe(204);
  expect(await countOf('unknown_type')).toBe(unknown + 1);
  expect(await countOf('heard')).toBe(heard);
});

const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;
const good = anEvent('payment_intent.succeeded');

test.each([
  ['signed with another secret', good, signed(good, 'whsec_of_somebody_else')],
  ['signed six minutes ago', good, signed(good, newSecret, secondsAgo(360))],
  ['not signed', good, ''],
  ['changed on the way', good.replace('succeeded', 'canceled'), signed(good, newSecret)],
  ['nothing at all', '', signed('', 'whsec_of_somebody_else')],
])('%s: 400, counted, and nothing is written', async (_title, payload, signature) => {
  const before = await inbox().countDocuments();
  const refused = await countOf('refused');
  const res = await deliver(payload, signature);
  expect([res.status, res.body.code]).toEqual([400, 'invalid_request']);
  expect(await countOf('refused')).toBe(refused + 1);
  expect(await inbox().countDocuments()).toBe(before);
});

test.each([
  ['no JSON', 'evt'],
  ['null', 'null'],
  ['a list', '[]'],
  ['without its data', JSON.stringify({ id: 'evt_1', object: 'event', type: 'charge.updated' })],
  ['of the other kind', JSON.stringify({ id: 'evt_1', object: 'v2.core.event', type: 'v1.x' })],
])('signed, and no event: %s: 400, counted, and nothing is written', async (_title, payload) => {
  const before = await inbox().countDocuments();
  const unreadable = await countOf('unreadable');
  const res = await deliver(payload, signed(payload, newSecret));
  expect([res.status, res.body.code]).toEqual([400, 'invalid_request']);
  expect(await countOf('unreadable')).toBe(unreadable + 1);
  expect(await inbox().countDocuments()).toBe(before);
});

test('a body larger than any event is 413', async () => {
  const payload = anEvent('charge.updated', { filler: 'x'.repeat(300_000) });
  expect((await deliver(payload, signed(payload, newSecret))).status).toBe(413);
});

test('what was heard is forgotten after thirty days, longer than Stripe repeats it', async () => {
  const indexes = await inbox().indexes();
  expect(indexes.map((index) => index['expireAfterSeconds'])).toContain(30 * 86_400);
});
