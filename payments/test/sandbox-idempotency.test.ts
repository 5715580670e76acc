import { type Clock, systemClock } from '@marquee/common/clock';
import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import type Stripe from 'stripe';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandbox: TestSandbox;
let stripe: Stripe;
let aheadMs = 0;
const clock: Clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMs) };

beforeAll(async () => {
  database = await openTestDatabase('sandbox_keys');
  sandbox = await startSandbox(database, clock);
  stripe = sandbox.stripe;
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

const params = { amount: 4300, currency: 'eur', capture_method: 'manual' } as const;
let keys = 0;
const aKey = () => {
  keys += 1;
  return `key-${keys}`;
};

test('the same key and parameters are answered from memory, and say so', async () => {
  const idempotencyKey = aKey();
  const first = await stripe.paymentIntents.create(params, { idempotencyKey });
  const second = await stripe.paymentIntents.create(params, { idempotencyKey });
  expect(second).toEqual(first);
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
});

test('a refusal is remembered as well', async () => {
  const idempotencyKey = aKey();
  const { id } = await stripe.paymentIntents.create(params);
  const early = () => stripe.paymentIntents.capture(id, {}, { idempotencyKey });
  await expect(early()).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
  await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
  await expect(early()).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
  expect((await stripe.paymentIntents.capture(id)).status).toBe('succeeded');
});

test('other parameters under the same key are an error', async () => {
  const idempotencyKey = aKey();
  await stripe.paymentIntents.create(params, { idempotencyKey });
  const other = stripe.paymentIntents.create({ ...params, amount: 9900 }, { idempotencyKey });
  await expect(other).rejects.toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
});

test('two at once under one key make one intent', async () => {
  const key = aKey();
  const create = () =>
    fetch(`http://127.0.0.1:${sandbox.address.port}/v1/payment_intents`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_of_the_tests', 'Idempotency-Key': key },
      body: new URLSearchParams({ amount: '4300', currency: 'eur', 'metadata[race]': key }),
    });
  const answers = await Promise.all([create(), create(), create(), create()]);
  const statuses = answers.map((answer) => answer.status);
  expect(statuses).toContain(200);
  expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
  const { data } = await stripe.paymentIntents.list({ limit: 100 });
  expect(data.filter((intent) => intent.metadata['race'] === key)).toHaveLength(1);
});

test('a key is forgotten after 24 hours and then makes something new', async () => {
  const idempotencyKey = aKey();
  const first = await stripe.paymentIntents.create(params, { idempotencyKey });
  aheadMs = 24 * 60 * 60 * 1000 + 1;
  const second = await stripe.paymentIntents.create(params, { idempotencyKey });
  aheadMs = 0;
  expect(second.id).not.toBe(first.id);
});

test('done, then the connection closed: the SDK repeats with its key and one intent exists', async () => {
  sandbox.faults.inject('close-after-doing-it', /^POST \/v1\/payment_intents$/, 1);
  const mark = aKey();
  const intent = await stripe.paymentIntents.create({ ...params, metadata: { mark } });
  const { data } = await stripe.paymentIntents.list({ limit: 100 });
  const made = data.filter((other) => other.metadata['mark'] === mark);
  expect(made.map((other) => other.id)).toEqual([intent.id]);
});
