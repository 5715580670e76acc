import path from 'node:path';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { expectContract } from '@marquee/common/testing/openapi';
import Stripe from 'stripe';
import type { PayoutAccountRow } from '../src/data/payout-account.model.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { onboard } from './sales.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

const url = '/api/payments/payout-account';
const secret = 'whsec_of_this_test';
let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;

beforeAll(async () => {
  database = await openTestDatabase('payout_account');
  sandboxDatabase = await openTestDatabase('payout_account_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  const options = { database, sandbox, webhookSecrets: [secret], rateLimited: true };
  payments = await startPayments({ ...options, role: 'api' });
});

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

const accounts = () => database.connection.collection<PayoutAccountRow>('payout_accounts');
const statusOf = async (seller: CurrentUser) =>
  (await payments.agent(seller).get(url).expect(200)).body.payoutAccount.status;

/** How often Stripe was asked about an account while something was done. */
async function readsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = sandbox.faults.seen.length;
  await work();
  const isRead = (line: string) => line.startsWith('GET /v1/accounts/');
  return sandbox.faults.seen.slice(before).filter(isRead).length;
}

test('a page that is asked for again and again has Stripe asked once, and again some seconds later', async () => {
  const seller = aUser();
  await payments.agent(seller).post(url).expect(200);
  const often = () => Promise.all(Array.from({ length: 8 }, () => statusOf(seller)));
  expect(await readsDuring(often)).toBe(1);
  expect(await readsDuring(often)).toBe(0);
  await onboard(payments, sandbox, seller);
  expect(await statusOf(seller)).toBe('onboarding');
  const longAgo = new Date(Date.now() - 3_000);
  await accounts().updateOne({ _id: seller.id }, { $set: { askedAt: longAgo } });
  expect(await readsDuring(async () => expect(await statusOf(seller)).toBe('ready'))).toBe(1);
  // Ready is what waits for nothing: it is not asked about any more.
  expect(await readsDuring(often)).toBe(0);
});

test('once Stripe says that the account changed, the page asks at once', async () => {
  const seller = aUser();
  await payments.agent(seller).post(url).expect(200);
  expect(await statusOf(seller)).toBe('onboarding');
  await onboard(payments, sandbox, seller);
  const object = { object: 'account', metadata: { sellerId: seller.id } };
  const event = { id: `evt_${seller.id}`, object: 'event', type: 'account.updated' };
  const payload = JSON.stringify({ ...event, data: { object } });
  await payments
    .agent()
    .post('/api/payments/webhook')
    .set('Content-Type', 'application/json')
    .set('Stripe-Signature', Stripe.webhooks.generateTestHeaderString({ payload, secret }))
    .send(payload)
    .expect(204);
  expect(await statusOf(seller)).toBe('ready');
});

test('429: links are asked of Stripe ten times a minute at most', async () => {
  const seller = aUser();
  const before = sandbox.faults.seen.length;
  const answers = [];
  for (let call = 0; call < 12; call += 1) answers.push(await payments.agent(seller).post(url));
  const last = answers.at(-1);
  expect([last?.status, last?.body.code]).toEqual([429, 'rate_limited']);
  if (last !== undefined) expectContract(path.join(__dirname, '../openapi.yaml'), last);
  const links = sandbox.faults.seen.slice(before).filter((line) => line.includes('account_links'));
  expect(links.length).toBeLessThanOrEqual(10);
});
