import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import request from 'supertest';
import { findStripeOpenapi } from '../../scripts/provision/stripe-openapi.mjs';
import { chargeIdOf, startSandbox, type TestSandbox } from './sandbox-server.js';
import { readStripeSchemas, type StripeSchemas } from './stripe-schemas.js';

let database: Database;
let sandbox: TestSandbox;
let schemas: StripeSchemas;

beforeAll(async () => {
  schemas = await readStripeSchemas(await findStripeOpenapi());
  database = await openTestDatabase('sandbox_contract');
  sandbox = await startSandbox(database);
}, 150_000);

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

/** Everything the sandbox shows, after everything that can happen to it. */
async function everyObject(): Promise<readonly unknown[]> {
  const { stripe } = sandbox;
  const shown: unknown[] = [];
  const show = <Shown>(object: Shown): Shown => {
    shown.push(JSON.parse(JSON.stringify(object)));
    return object;
  };
  const sale = { amount: 4300, currency: 'eur', capture_method: 'manual' } as const;
  const paid = { ...sale, confirm: true, transfer_group: 'g' };
  show(await stripe.paymentIntents.create(sale));
  const challenged = { ...paid, payment_method: 'pm_card_authenticationRequired' };
  show(await stripe.paymentIntents.create({ ...challenged, return_url: 'http://localhost/back' }));
  const declined = { ...paid, payment_method: 'pm_card_chargeDeclined' };
  await stripe.paymentIntents.create(declined).catch((error: unknown) => error);
  const held = show(
    await stripe.paymentIntents.create({ ...paid, payment_method: 'pm_card_visa' }),
  );
  show(await stripe.charges.retrieve(chargeIdOf(held)));
  const taken = show(await stripe.paymentIntents.capture(held.id));
  show(await stripe.charges.retrieve(chargeIdOf(taken)));
  show(await stripe.refunds.create({ payment_intent: taken.id, amount: 300 }));
  const flaky = { ...paid, payment_method: 'pm_card_pendingRefund' };
  const pending = await stripe.paymentIntents.create(flaky);
  await stripe.paymentIntents.capture(pending.id);
  const waiting = show(await stripe.refunds.create({ payment_intent: pending.id }));
  await sandbox.control('POST', `/sandbox/refunds/${waiting.id}/cancel`);
  show(await stripe.refunds.retrieve(waiting.id));
  show(await stripe.paymentIntents.cancel((await stripe.paymentIntents.create(sale)).id));
  const account = show(await stripe.accounts.create({ type: 'express', country: 'DE' }));
  const addresses = { return_url: 'http://localhost/a', refresh_url: 'http://localhost/b' };
  const link = show(
    await stripe.accountLinks.create({
      ...{ account: account.id, type: 'account_onboarding' },
      ...addresses,
    }),
  );
  const page = new URL(link.url);
  const answer = { token: page.searchParams.get('token'), outcome: 'finish' };
  await request(sandbox.frontDoor).post(page.pathname).type('form').send(answer);
  show(await stripe.accounts.retrieve(account.id));
  const transfer = show(
    await stripe.transfers.create({ amount: 900, currency: 'eur', destination: account.id }),
  );
  show(await stripe.transfers.createReversal(transfer.id, { amount: 100 }));
  show(await stripe.transfers.retrieve(transfer.id));
  show(await stripe.balance.retrieve());
  for (const each of (await stripe.balanceTransactions.list({ limit: 100 })).data) show(each);
  for (const each of (await stripe.paymentIntents.list({ limit: 100 })).data) show(each);
  for (const each of (await stripe.events.list({ limit: 100 })).data) {
    show(each);
    show(each.data.object);
  }
  return shown;
}

test('everything it shows is as Stripe’s published description has it', async () => {
  const objects = await everyObject();
  const names = new Set(objects.map((shown) => (shown as { object: string }).object));
  expect([...names].sort()).toEqual(
    ['account', 'account_link', 'balance', 'balance_transaction', 'charge', 'event']
      .concat(['payment_intent', 'refund', 'transfer', 'transfer_reversal'])
      .sort(),
  );
  const problems = objects.flatMap((shown) =>
    schemas.problemsOf(shown).map((problem) => `${(shown as { object: string }).object}${problem}`),
  );
  expect([...new Set(problems)]).toEqual([]);
}, 60_000);

test('what is not so is noticed', () => {
  const balance = { object: 'balance', available: [], pending: [], livemode: false };
  expect(schemas.problemsOf(balance)).toEqual([]);
  expect(schemas.problemsOf({ ...balance, livemode: 'no' })).not.toEqual([]);
  expect(schemas.problemsOf({ ...balance, colour: 'blue' })).not.toEqual([]);
  expect(schemas.problemsOf({ object: 'ticket' })).not.toEqual([]);
});
