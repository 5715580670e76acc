import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import request from 'supertest';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandbox: TestSandbox;

beforeAll(async () => {
  database = await openTestDatabase('sandbox_connect');
  sandbox = await startSandbox(database);
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

const returnUrl = 'http://localhost:3000/account/payouts?from=stripe';
const anAccount = () =>
  sandbox.stripe.accounts.create({
    ...{ type: 'express', country: 'DE', email: 'seller@marquee.test' },
    capabilities: { transfers: { requested: true } },
    metadata: { sellerId: 's1' },
  });

async function linkOf(account: string): Promise<URL> {
  const link = await sandbox.stripe.accountLinks.create({
    ...{ account, type: 'account_onboarding' },
    ...{ return_url: returnUrl, refresh_url: 'http://localhost:3000/account/payouts' },
  });
  expect(link.object).toBe('account_link');
  return new URL(link.url);
}

function answer(url: URL, outcome: 'finish' | 'leave') {
  const token = url.searchParams.get('token') ?? '';
  return request(sandbox.frontDoor).post(url.pathname).type('form').send({ token, outcome });
}

async function aReadyAccount(): Promise<string> {
  const { id } = await anAccount();
  await answer(await linkOf(id), 'finish');
  return id;
}

async function earn(amount: number, currency: string): Promise<void> {
  const card = { payment_method: 'pm_card_visa', confirm: true };
  await sandbox.stripe.paymentIntents.create({ amount, currency, ...card });
}

const available = async (currency: string) =>
  (await sandbox.stripe.balance.retrieve()).available.find((part) => part.currency === currency)
    ?.amount ?? 0;

test('a seller who finishes onboarding can be paid, and Stripe says so', async () => {
  const account = await anAccount();
  expect(account).toMatchObject({
    ...{ object: 'account', type: 'express', metadata: { sellerId: 's1' } },
    ...{ charges_enabled: false, payouts_enabled: false, details_submitted: false },
  });
  const url = await linkOf(account.id);
  const page = await request(sandbox.frontDoor).get(url.pathname + url.search);
  expect(page.text).toMatch(/>Finish onboarding<[\s\S]*>Leave</);
  const res = await answer(url, 'finish');
  expect([res.status, res.headers['location']]).toEqual([303, returnUrl]);
  expect(await sandbox.stripe.accounts.retrieve(account.id)).toMatchObject({
    ...{ charges_enabled: true, payouts_enabled: true, details_submitted: true },
    capabilities: { transfers: 'active' },
  });
  const [event] = (await sandbox.stripe.events.list({ type: 'account.updated' })).data;
  expect(event).toMatchObject({ account: account.id, data: { object: { id: account.id } } });
});

test('a seller who leaves comes back as they were, and the link is used up', async () => {
  const { id } = await anAccount();
  const url = await linkOf(id);
  expect((await answer(url, 'leave')).headers['location']).toBe(returnUrl);
  expect((await sandbox.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
  expect((await answer(url, 'finish')).status).toBe(410);
  const page = await request(sandbox.frontDoor)
    .get(url.pathname + url.search)
    .set('Accept-Language', 'de');
  expect(page.status).toBe(410);
  expect(page.text).toContain('verbraucht');
  expect((await sandbox.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
});

test('a page of another site cannot finish it', async () => {
  const { id } = await anAccount();
  const res = await answer(await linkOf(id), 'finish').set('Origin', 'https://evil.example');
  expect(res.status).toBe(403);
  expect((await sandbox.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
});

test('money goes to a ready account and comes back, in parts', async () => {
  const destination = await aReadyAccount();
  await earn(10_000, 'gbp');
  const transfer = await sandbox.stripe.transfers.create({
    ...{ amount: 9_000, currency: 'gbp', destination, transfer_group: 'event-1' },
    metadata: { payoutId: 'po1' },
  });
  expect(transfer).toMatchObject({
    ...{ object: 'transfer', amount: 9_000, amount_reversed: 0, reversed: false, destination },
    metadata: { payoutId: 'po1' },
  });
  expect(await available('gbp')).toBe(1_000);
  await sandbox.stripe.transfers.createReversal(transfer.id, { amount: 4_000 });
  await expect(
    sandbox.stripe.transfers.createReversal(transfer.id, { amount: 5_001 }),
  ).rejects.toMatchObject({ statusCode: 400, param: 'amount' });
  await sandbox.stripe.transfers.createReversal(transfer.id);
  const after = await sandbox.stripe.transfers.retrieve(transfer.id);
  expect(after).toMatchObject({ amount_reversed: 9_000, reversed: true });
  expect(after.reversals.data.map(({ amount }) => amount)).toEqual([5_000, 4_000]);
  expect(await available('gbp')).toBe(10_000);
  const { data } = await sandbox.stripe.transfers.list({ transfer_group: 'event-1' });
  expect(data.map(({ id }) => id)).toEqual([transfer.id]);
});

test('what is not in the balance of a currency cannot be sent, also not twice at once', async () => {
  const destination = await aReadyAccount();
  await earn(10_000, 'usd');
  const send = (currency: string) =>
    sandbox.stripe.transfers.create({ amount: 6_000, currency, destination });
  await expect(send('jpy')).rejects.toMatchObject({
    ...{ statusCode: 400, code: 'balance_insufficient' },
  });
  const results = await Promise.allSettled([send('usd'), send('usd'), send('usd')]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await available('usd')).toBe(4_000);
});

test('an account that is not ready, or not there, is sent nothing', async () => {
  await earn(10_000, 'eur');
  const send = (destination: string) =>
    sandbox.stripe.transfers.create({ amount: 100, currency: 'eur', destination });
  await expect(send((await anAccount()).id)).rejects.toMatchObject({
    ...{ statusCode: 400, code: 'insufficient_capabilities_for_transfer' },
  });
  await expect(send('acct_unknown')).rejects.toMatchObject({
    ...{ statusCode: 400, code: 'resource_missing', param: 'destination' },
  });
});

test.each([
  [50, 'eur'],
  [50, 'usd'],
  [30, 'gbp'],
  [50, 'jpy'],
])('from %d %s on an amount is taken', async (amount, currency) => {
  const create = (asked: number) =>
    sandbox.stripe.paymentIntents.create({ amount: asked, currency });
  expect((await create(amount)).amount).toBe(amount);
  await expect(create(amount - 1)).rejects.toMatchObject({ code: 'amount_too_small' });
});

test('Kuwaiti dinars have three decimals, the last of them 0', async () => {
  const create = (amount: number) =>
    sandbox.stripe.paymentIntents.create({ amount, currency: 'kwd' });
  expect((await create(1_230)).amount).toBe(1_230);
  await expect(create(1_234)).rejects.toMatchObject({ statusCode: 400, param: 'amount' });
});
