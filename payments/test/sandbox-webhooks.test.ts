import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { startSandbox, type TestSandbox } from './sandbox-server.js';
import { startWebhookListener, verified, type WebhookListener } from './webhook-listener.js';

const secret = 'whsec_of_the_tests';
let database: Database;
let sandbox: TestSandbox;
let listener: WebhookListener;

beforeEach(async () => {
  database = await openTestDatabase('sandbox_webhooks');
  listener = await startWebhookListener();
  const webhook = { url: listener.url, secrets: [secret] };
  sandbox = await startSandbox(database, undefined, { webhook, random: () => 0.5 });
});

afterEach(async () => {
  await sandbox.stop();
  await listener.stop();
  await dropTestDatabase(database);
});

const held = (card = 'pm_card_visa') =>
  sandbox.stripe.paymentIntents.create({
    ...{ amount: 4300, currency: 'eur', capture_method: 'manual' },
    ...{ payment_method: card, confirm: true },
  });
const typesHeard = () => listener.heard.map(({ event }) => event.type).sort();
const hears = (count: number) => until(() => listener.heard.length >= count);

test('what happens to a payment is announced, signed as the SDK expects it', async () => {
  const { id } = await held();
  await sandbox.stripe.paymentIntents.capture(id);
  await sandbox.stripe.refunds.create({ payment_intent: id });
  await hears(7);
  expect(typesHeard()).toEqual([
    'charge.captured',
    'charge.refunded',
    'charge.succeeded',
    'payment_intent.amount_capturable_updated',
    'payment_intent.created',
    'payment_intent.succeeded',
    'refund.created',
  ]);
  for (const heard of listener.heard) {
    expect(verified(heard, secret)).toMatchObject({ object: 'event', livemode: false });
    expect(() => verified(heard, 'whsec_of_somebody_else')).toThrow(/signature/i);
  }
});

test('events can be read again, newest first and by type', async () => {
  const { id } = await held();
  await sandbox.stripe.paymentIntents.cancel(id);
  const { data } = await sandbox.stripe.events.list({ types: ['payment_intent.canceled'] });
  expect(data).toHaveLength(1);
  expect(data[0]?.data.object).toMatchObject({ id, status: 'canceled' });
  const event = await sandbox.stripe.events.retrieve(data[0]?.id ?? '');
  expect(event.type).toBe('payment_intent.canceled');
  await expect(sandbox.stripe.events.retrieve('evt_unknown')).rejects.toMatchObject({
    statusCode: 404,
  });
});

test.each([
  ['pm_card_chargeDeclined', 'payment_intent.payment_failed'],
  ['pm_card_authenticationRequired', 'payment_intent.requires_action'],
])('%s is announced as %s', async (card, type) => {
  await held(card).catch((error: unknown) => error);
  await hears(2);
  expect(typesHeard()).toContain(type);
});

test('while a secret is being replaced, events are signed with both', async () => {
  const secrets = ['whsec_new', 'whsec_old'];
  await sandbox.control('POST', '/sandbox/webhook', { url: listener.url, secrets });
  await held();
  await hears(1);
  const [heard] = listener.heard;
  if (heard === undefined) throw new Error('nothing was heard');
  expect(heard.signature).toMatch(/^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
  for (const each of secrets) expect(verified(heard, each).object).toBe('event');
});

test('an endpoint that refuses is asked again, also by a sandbox that was restarted', async () => {
  listener.refuse(3);
  await held();
  await until(() => listener.heard.length >= 6);
  await sandbox.stop();
  await database.connection
    .collection('stripe_deliveries')
    .updateMany({}, { $set: { state: 'due', nextAttemptAt: new Date() } });
  const before = listener.heard.length;
  sandbox = await startSandbox(database);
  await hears(before + 3);
});

test('an event that is not answered holds up no other', async () => {
  listener.hang();
  await held();
  await hears(3);
  await held();
  await hears(6);
});

test('duplicate: the same event comes twice', async () => {
  await sandbox.control('POST', '/sandbox/switches', { duplicate: true });
  await held();
  await hears(6);
  const ids = listener.heard.map(({ event }) => event.id);
  expect(new Set(ids).size).toBe(3);
});

test('drop: nothing comes, and the events are there to be read', async () => {
  await sandbox.control('POST', '/sandbox/switches', { dropFraction: 1 });
  await held();
  await sandbox.control('POST', '/sandbox/switches', { dropFraction: 0 });
  const { id } = await sandbox.stripe.paymentIntents.create({ amount: 100, currency: 'eur' });
  await hears(1);
  expect(listener.heard.map(({ event }) => event.data.object)).toEqual([
    expect.objectContaining({ id }),
  ]);
  expect((await sandbox.stripe.events.list()).data).toHaveLength(4);
});

test('delay: an event comes that much later', async () => {
  await sandbox.control('POST', '/sandbox/switches', { delayMs: 60_000 });
  const delayed = await held();
  await sandbox.control('DELETE', '/sandbox/switches');
  const prompt = await sandbox.stripe.paymentIntents.create({ amount: 100, currency: 'eur' });
  await hears(1);
  expect(listener.heard.map(({ event }) => event.data.object)).toEqual([
    expect.objectContaining({ id: prompt.id }),
  ]);
  const [event] = (await sandbox.stripe.events.list({ type: 'charge.succeeded' })).data;
  expect(event).toMatchObject({
    pending_webhooks: 1,
    data: { object: { payment_intent: delayed.id } },
  });
});
