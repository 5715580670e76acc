import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import Stripe from 'stripe';
import { startSandbox, type TestSandbox, testSecretKey } from './sandbox-server.js';

let database: Database;
let sandbox: TestSandbox;

beforeAll(async () => {
  database = await openTestDatabase('sandbox_switches');
  sandbox = await startSandbox(database);
});

afterEach(async () => {
  await sandbox.control('DELETE', '/sandbox/switches');
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

const dayMs = 24 * 60 * 60 * 1000;
const params = { amount: 4300, currency: 'eur', capture_method: 'manual' } as const;
const turnOn = (switches: object) => sandbox.control('POST', '/sandbox/switches', switches);
/** An SDK that repeats nothing by itself. */
const once = (timeout = 5_000) =>
  new Stripe(testSecretKey, { ...sandbox.address, maxNetworkRetries: 0, timeout });
const held = () =>
  sandbox.stripe.paymentIntents.create({
    ...params,
    ...{ payment_method: 'pm_card_visa', confirm: true },
  });

test.each([
  ['answer500', 0],
  ['answer500AfterDoing', 1],
])('%s is stored and replayed under its key; done: %d', async (name, done) => {
  await turnOn({ [name]: 1 });
  const key = { idempotencyKey: `key-${name}` };
  const marked = { ...params, metadata: { mark: name } };
  const stripe = once();
  for (let time = 0; time < 2; time += 1) {
    const work = stripe.paymentIntents.create(marked, key);
    await expect(work).rejects.toMatchObject({ statusCode: 500, type: 'StripeAPIError' });
  }
  const { data } = await stripe.paymentIntents.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata['mark'] === name)).toHaveLength(done);
  const other = await stripe.paymentIntents.create(marked, { idempotencyKey: `other-${name}` });
  expect(other.status).toBe('requires_payment_method');
});

test('dropConnection: it was done, and the same key says so', async () => {
  // The SDK repeats a request whose connection was closed once by itself.
  await turnOn({ dropConnection: 2 });
  const key = { idempotencyKey: 'key-dropped' };
  const work = once().paymentIntents.create(params, key);
  await expect(work).rejects.toMatchObject({ type: 'StripeConnectionError' });
  const replayed = await once().paymentIntents.create(params, key);
  expect(replayed.lastResponse.headers['idempotent-replayed']).toBe('true');
});

test('noAnswer: the caller’s patience ends it, and nothing was done', async () => {
  const { id } = await held();
  await turnOn({ noAnswer: 1 });
  const work = once(200).paymentIntents.capture(id);
  await expect(work).rejects.toMatchObject({ type: 'StripeConnectionError' });
  expect((await sandbox.stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
});

test('answerSlowlyMs: answers take their time', async () => {
  await turnOn({ answerSlowlyMs: 200 });
  const startedAtMs = performance.now();
  await once().balance.retrieve();
  expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(199);
});

test('declineConfirms: any card is declined, so many times', async () => {
  await turnOn({ declineConfirms: 1 });
  await expect(held()).rejects.toMatchObject({ code: 'card_declined' });
  expect((await held()).status).toBe('requires_capture');
});

test('switches outlive a restart and are refused when they make no sense', async () => {
  await turnOn({ delayMs: 250, declineConfirms: -1 });
  const restarted = await startSandbox(database);
  const { body } = await restarted.control('GET', '/sandbox');
  expect(body).toMatchObject({ switches: { delayMs: 250, declineConfirms: -1 } });
  await restarted.stop();
  for (const wrong of [{ dropFraction: 2 }, { delayMs: -1 }, { unheardOf: true }]) {
    expect((await turnOn(wrong)).status).toBe(400);
  }
});

test('without the secret key nothing can be switched', async () => {
  const headers = { Authorization: 'Bearer pk_test_marquee' };
  const address = `http://127.0.0.1:${sandbox.address.port}/sandbox/switches`;
  expect((await fetch(address, { method: 'POST', headers })).status).toBe(401);
});

test('a key is forgotten after 24 hours of the sandbox’s clock', async () => {
  const key = { idempotencyKey: 'key-of-yesterday' };
  const first = await once().paymentIntents.create(params, key);
  await sandbox.control('POST', '/sandbox/clock', { advanceMs: dayMs + 1 });
  const second = await once().paymentIntents.create(params, key);
  expect(second.id).not.toBe(first.id);
  expect(second.created - first.created).toBeGreaterThanOrEqual(dayMs / 1000);
});

test('a card that was not charged for seven days is let go', async () => {
  const { id } = await held();
  await sandbox.control('POST', '/sandbox/clock', { advanceMs: 6 * dayMs });
  expect((await sandbox.stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
  await sandbox.control('POST', '/sandbox/clock', { advanceMs: dayMs + 1 });
  const intent = await sandbox.stripe.paymentIntents.retrieve(id);
  expect(intent).toMatchObject({ status: 'canceled', cancellation_reason: 'automatic' });
  const { data } = await sandbox.stripe.events.list({ type: 'charge.expired' });
  expect(data.map(({ data: { object } }) => object)).toContainEqual(
    expect.objectContaining({ payment_intent: id }),
  );
});
