import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import Stripe from 'stripe';
import { createStripe } from '../src/stripe/create-stripe.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandbox: TestSandbox;
let stripe: Stripe;

beforeAll(async () => {
  database = await openTestDatabase('sandbox');
  sandbox = await startSandbox(database);
  stripe = sandbox.stripe;
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

const manual = (): Stripe.PaymentIntentCreateParams => ({
  amount: 4300,
  currency: 'eur',
  capture_method: 'manual',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  metadata: { paymentId: 'p1', orderId: 'o1' },
});

const confirmed = async (card: string) => {
  const intent = await stripe.paymentIntents.create(manual());
  return stripe.paymentIntents.confirm(intent.id, { payment_method: card });
};

async function failureOf(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const result = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (result instanceof Stripe.errors.StripeError) return result;
  throw new Error(`expected a Stripe error, got ${String(result)}`);
}

test('a new intent waits for a card and carries what it was given', async () => {
  const intent = await stripe.paymentIntents.create(manual());
  expect(intent).toMatchObject({
    object: 'payment_intent',
    amount: 4300,
    amount_capturable: 0,
    currency: 'eur',
    capture_method: 'manual',
    status: 'requires_payment_method',
    livemode: false,
    metadata: { paymentId: 'p1', orderId: 'o1' },
  });
  expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_`));
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ id: intent.id });
});

test.each(['pm_card_visa', 'pm_card_mastercard'])(
  '%s authorises, then is captured once',
  async (card) => {
    const authorised = await confirmed(card);
    expect(authorised).toMatchObject({ status: 'requires_capture', amount_capturable: 4300 });
    const captured = await stripe.paymentIntents.capture(authorised.id);
    expect(captured).toMatchObject({ status: 'succeeded', amount_received: 4300 });
    const again = await failureOf(stripe.paymentIntents.capture(authorised.id));
    expect(again).toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
    });
  },
);

test.each([
  ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
])('%s is declined and the same intent takes another card', async (card, code, declineCode) => {
  const intent = await stripe.paymentIntents.create(manual());
  const work = stripe.paymentIntents.confirm(intent.id, { payment_method: card });
  const failure = await failureOf(work);
  expect(failure).toMatchObject({
    type: 'StripeCardError',
    statusCode: 402,
    code,
    decline_code: declineCode,
    payment_intent: { id: intent.id, status: 'requires_payment_method' },
  });
  const after = await stripe.paymentIntents.retrieve(intent.id);
  expect(after.last_payment_error).toMatchObject({ code, decline_code: declineCode });
  const second = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
  expect(second).toMatchObject({ status: 'requires_capture', last_payment_error: null });
});

test('a cancelled intent can be neither confirmed, captured nor cancelled again', async () => {
  const { id } = await confirmed('pm_card_visa');
  const cancelled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
  expect(cancelled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
  for (const call of [
    () => stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }),
    () => stripe.paymentIntents.capture(id),
    () => stripe.paymentIntents.cancel(id),
  ]) {
    expect(await failureOf(call())).toMatchObject({ code: 'payment_intent_unexpected_state' });
  }
});

test('unknown intents are 404, unknown parameters and cards 400, raw card numbers 402', async () => {
  expect(await failureOf(stripe.paymentIntents.retrieve('pi_nothing'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  const surplus = { ...manual(), colour: 'blue' } as Stripe.PaymentIntentCreateParams;
  expect(await failureOf(stripe.paymentIntents.create(surplus))).toMatchObject({
    statusCode: 400,
    code: 'parameter_unknown',
    param: 'colour',
  });
  const missing = { currency: 'eur' } as Stripe.PaymentIntentCreateParams;
  expect(await failureOf(stripe.paymentIntents.create(missing))).toMatchObject({
    code: 'parameter_missing',
    param: 'amount',
  });
  expect(await failureOf(confirmed('pm_card_unheardOf'))).toMatchObject({ statusCode: 400 });
  const card = { number: '4242424242424242', exp_month: 1, exp_year: 2030, cvc: '123' };
  const raw = { payment_method_data: { type: 'card', card } };
  const { id } = await stripe.paymentIntents.create(manual());
  const params = raw as unknown as Stripe.PaymentIntentConfirmParams;
  expect(await failureOf(stripe.paymentIntents.confirm(id, params))).toMatchObject({
    statusCode: 402,
  });
});

test.each([
  [49, 'eur', 'amount_too_small'],
  [100_000_000, 'eur', 'amount_too_large'],
])('an amount of %d %s is refused', async (amount, currency, code) => {
  const work = stripe.paymentIntents.create({ ...manual(), amount, currency });
  expect(await failureOf(work)).toMatchObject({ code });
});

test('a wrong secret key is 401', async () => {
  const stranger = createStripe({
    secretKey: 'sk_test_somebody_else',
    webhookSecrets: [],
    address: sandbox.address,
    timeoutMs: 1_000,
  });
  expect(await failureOf(stranger.paymentIntents.retrieve('pi_x'))).toMatchObject({
    type: 'StripeAuthenticationError',
    statusCode: 401,
  });
});

test('lists are newest first, filtered by time and paged', async () => {
  const made: string[] = [];
  for (let n = 0; n < 5; n += 1) made.unshift((await stripe.paymentIntents.create(manual())).id);
  const first = await stripe.paymentIntents.list({ limit: 2 });
  expect(first.data.map((intent) => intent.id)).toEqual(made.slice(0, 2));
  expect(first.has_more).toBe(true);
  const listed: string[] = [];
  for await (const intent of stripe.paymentIntents.list({ limit: 2 })) {
    listed.push(intent.id);
    if (listed.length === 5) break;
  }
  expect(listed).toEqual(made);
  const future = Math.floor(Date.now() / 1000) + 60;
  expect((await stripe.paymentIntents.list({ created: { gte: future } })).data).toEqual([]);
  expect((await stripe.paymentIntents.list({ created: { lte: future } })).data).not.toEqual([]);
});

test('a restarted sandbox continues with what it knew', async () => {
  const { id } = await confirmed('pm_card_visa');
  const restarted = await startSandbox(database);
  expect((await restarted.stripe.paymentIntents.capture(id)).status).toBe('succeeded');
  await restarted.stop();
});
