import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import type Stripe from 'stripe';
import request from 'supertest';
import { startSandbox, type TestSandbox, testSecretKey } from './sandbox-server.js';

let database: Database;
let sandbox: TestSandbox;

beforeAll(async () => {
  database = await openTestDatabase('sandbox_door');
  sandbox = await startSandbox(database);
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

const browser = () => request(sandbox.frontDoor);
const path = (intent: Stripe.PaymentIntent, rest = '') =>
  `/sandbox/stripe/v1/payment_intents/${intent.id}${rest}`;
const key = 'pk_test_marquee';

function anIntent(): Promise<Stripe.PaymentIntent> {
  return sandbox.stripe.paymentIntents.create({
    amount: 4300,
    currency: 'eur',
    capture_method: 'manual',
    metadata: { orderId: 'private' },
  });
}

function confirm(intent: Stripe.PaymentIntent, fields: Record<string, string>) {
  const form = { key, client_secret: String(intent.client_secret), ...fields };
  return browser().post(path(intent, '/confirm')).type('form').send(form);
}

async function aChallenge() {
  const intent = await anIntent();
  const res = await confirm(intent, {
    payment_method: 'pm_card_authenticationRequired',
    return_url: 'http://localhost:3000/orders/1?from=bank',
  });
  expect(res.body).toMatchObject({ status: 'requires_action' });
  const url = new URL(res.body.next_action.redirect_to_url.url);
  expect(url.origin).toBe('http://localhost:3000');
  return { intent, url, token: String(url.searchParams.get('token')) };
}

const statusOf = async ({ id }: Stripe.PaymentIntent) =>
  (await sandbox.stripe.paymentIntents.retrieve(id)).status;

test('a browser with the client secret confirms, and sees only what is public', async () => {
  const intent = await anIntent();
  const res = await confirm(intent, { payment_method: 'pm_card_visa' });
  expect(res.status).toBe(200);
  expect(res.body).toMatchObject({ id: intent.id, status: 'requires_capture' });
  expect(res.body).not.toHaveProperty('metadata');
  expect(res.body).not.toHaveProperty('latest_charge');
  const read = await browser()
    .get(path(intent))
    .query({ key, client_secret: intent.client_secret });
  expect(read.body).toEqual(res.body);
});

test('a declined card is 402 with the intent inside, still without metadata', async () => {
  const res = await confirm(await anIntent(), { payment_method: 'pm_card_chargeDeclined' });
  expect(res.status).toBe(402);
  expect(res.body.error).toMatchObject({ type: 'card_error', code: 'card_declined' });
  expect(res.body.error.payment_intent).not.toHaveProperty('metadata');
});

test('without the intent’s own client secret there is nothing to see', async () => {
  const [mine, yours] = [await anIntent(), await anIntent()];
  const foreign = { key, client_secret: yours.client_secret };
  expect((await browser().get(path(mine)).query(foreign)).status).toBe(404);
  expect((await browser().get(path(mine)).query({ key })).status).toBe(400);
  const res = await confirm(mine, { client_secret: String(yours.client_secret) });
  expect(res.status).toBe(404);
});

test('secret-key calls through the front door are 401, other calls do not exist', async () => {
  const intent = await anIntent();
  const secret = { Authorization: `Bearer ${testSecretKey}` };
  for (const res of [
    await browser().get(path(intent)).set(secret),
    await browser().post(path(intent, '/capture')).set(secret),
    await browser().post('/sandbox/stripe/v1/payment_intents').set(secret),
    await browser().get(path(intent)),
  ]) {
    expect(res.status).toBe(401);
    expect(res.body.error.type).toBe('invalid_request_error');
  }
  for (const call of ['/capture', '/cancel']) {
    const form = { key, client_secret: String(intent.client_secret) };
    expect((await browser().post(path(intent, call)).type('form').send(form)).status).toBe(404);
  }
  expect(await statusOf(intent)).toBe('requires_payment_method');
});

const foreignHeaders = [
  ['Origin', 'https://evil.example'],
  ['Origin', 'null'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Site', 'same-site'],
] as const;

test.each(foreignHeaders)(
  'a page of another site cannot make a browser confirm (%s: %s)',
  async (header, value) => {
    const intent = await anIntent();
    const res = await confirm(intent, { payment_method: 'pm_card_visa' }).set(header, value);
    expect(res.status).toBe(403);
    expect(await statusOf(intent)).toBe('requires_payment_method');
  },
);

test.each([
  ['complete', 'succeeded', 'requires_capture'],
  ['fail', 'failed', 'requires_payment_method'],
])(
  'a challenge answered with %s returns to the shop as %s',
  async (outcome, redirected, status) => {
    const { intent, url, token } = await aChallenge();
    const page = await browser().get(url.pathname + url.search);
    expect(page.status).toBe(200);
    expect(page.text).toContain('€43.00');
    expect(page.text).toMatch(/>Complete<[\s\S]*>Fail</);
    const answer = { token, outcome };
    const res = await browser().post(url.pathname).type('form').send(answer);
    expect(res.status).toBe(303);
    const back = new URL(String(res.headers['location']));
    expect(back.pathname).toBe('/orders/1');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      from: 'bank',
      payment_intent: intent.id,
      redirect_status: redirected,
    });
    expect(await statusOf(intent)).toBe(status);
    const again = await browser().post(url.pathname).type('form').send(answer);
    expect(again.status).toBe(410);
    expect(await statusOf(intent)).toBe(status);
  },
);

const backLink = 'href="http://localhost:3000/orders/1?from=bank"';

test('Back after an answer says that it was answered, and leads back to the order', async () => {
  const { url, token } = await aChallenge();
  await browser().post(url.pathname).type('form').send({ token, outcome: 'complete' });
  const page = await browser().get(url.pathname + url.search);
  expect(page.status).toBe(410);
  expect(page.text).toContain('was answered already');
  expect(page.text).toContain('€43.00');
  expect(page.text).toContain(backLink);
});

test('an answer after the payment was cancelled takes nothing, says so, and leads back', async () => {
  const { intent, url, token } = await aChallenge();
  await sandbox.stripe.paymentIntents.cancel(intent.id);
  const late = browser().post(url.pathname).type('form').set('Accept-Language', 'de-AT,en;q=0.5');
  const page = await late.send({ token, outcome: 'complete' });
  expect(page.status).toBe(410);
  expect(page.text).toContain('wird nicht mehr gebraucht');
  expect(page.text).toContain('43,00\u00a0€');
  expect(page.text).toContain(backLink);
  expect(await statusOf(intent)).toBe('canceled');
});

test('the language chosen in the shop wins over the browser’s', async () => {
  const { url } = await aChallenge();
  const asked = browser()
    .get(url.pathname + url.search)
    .set('Accept-Language', 'de');
  expect((await asked.set('Cookie', 'theme=dark; locale=en')).text).toContain('Is this you?');
});

test('an unknown challenge leads to the tickets', async () => {
  const page = await browser().get('/sandbox/stripe/challenge/pi_unknown?token=x');
  expect(page.status).toBe(404);
  expect(page.text).toContain('href="/tickets"');
});

test('a failed challenge leaves the intent open for another card', async () => {
  const { intent, url, token } = await aChallenge();
  await browser().post(url.pathname).type('form').send({ token, outcome: 'fail' });
  const after = await sandbox.stripe.paymentIntents.retrieve(intent.id);
  expect(after.last_payment_error?.code).toBe('payment_intent_authentication_failure');
  expect((await confirm(intent, { payment_method: 'pm_card_visa' })).status).toBe(200);
});

test.each(foreignHeaders)(
  'a page of another site cannot answer a challenge (%s: %s)',
  async (header, value) => {
    const { intent, url, token } = await aChallenge();
    for (const outcome of ['complete', 'fail']) {
      const forged = browser().post(url.pathname).set(header, value).type('form');
      expect((await forged.send({ token, outcome })).status).toBe(403);
    }
    expect(await statusOf(intent)).toBe('requires_action');
  },
);

test('nobody answers a challenge without its token', async () => {
  const { intent, url } = await aChallenge();
  const guess = { token: 'guess', outcome: 'complete' };
  expect((await browser().get(url.pathname)).status).toBe(404);
  expect((await browser().post(url.pathname).type('form').send(guess)).status).toBe(404);
  expect(await statusOf(intent)).toBe('requires_action');
});

test('nonsense is refused in Stripe’s shape, never with a 5xx', async () => {
  const intent = await anIntent();
  for (const res of [
    await browser().post(path(intent, '/confirm')).type('form').send('a[b[c=%zz&=&&__proto__[x]=1'),
    await confirm(intent, { 'payment_method[a]': 'b' }),
    await confirm(intent, { return_url: 'javascript:alert(1)', payment_method: 'pm_card_visa' }),
    await browser()
      .post('/sandbox/stripe/challenge/x')
      .type('form')
      .send({ token: 'a'.repeat(5_000) }),
  ]) {
    expect([400, 401, 413]).toContain(res.status);
  }
});
