import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import type Stripe from 'stripe';
import { chargeIdOf, startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandbox: TestSandbox;
let stripe: Stripe;

beforeAll(async () => {
  database = await openTestDatabase('sandbox_refunds');
  sandbox = await startSandbox(database);
  stripe = sandbox.stripe;
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

async function captured(card = 'pm_card_visa', amount = 4300): Promise<Stripe.PaymentIntent> {
  const intent = await stripe.paymentIntents.create({
    ...{ amount, currency: 'eur', capture_method: 'manual', payment_method: card, confirm: true },
    metadata: { paymentId: 'p1' },
    transfer_group: 'order-1',
  });
  return stripe.paymentIntents.capture(intent.id);
}

async function chargeOf({ id }: Stripe.PaymentIntent): Promise<Stripe.Charge> {
  const intent = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
  if (intent.latest_charge === null || typeof intent.latest_charge === 'string')
    throw new Error('the charge is not expanded');
  return intent.latest_charge;
}

test('a refund without an amount gives everything back, once', async () => {
  const intent = await captured();
  const refund = await stripe.refunds.create({
    payment_intent: intent.id,
    reason: 'requested_by_customer',
    metadata: { refundId: 'r1' },
  });
  expect(refund).toMatchObject({
    object: 'refund',
    amount: 4300,
    currency: 'eur',
    status: 'succeeded',
    payment_intent: intent.id,
    charge: intent.latest_charge,
    reason: 'requested_by_customer',
    metadata: { refundId: 'r1' },
  });
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 4300, refunded: true });
  await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
    statusCode: 400,
    code: 'charge_already_refunded',
  });
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ id: refund.id });
});

test('partial refunds add up to what was captured and never to more', async () => {
  const intent = await captured();
  await stripe.refunds.create({ payment_intent: intent.id, amount: 1300 });
  await expect(
    stripe.refunds.create({ payment_intent: intent.id, amount: 3001 }),
  ).rejects.toMatchObject({ statusCode: 400, param: 'amount' });
  const charge = chargeIdOf(intent);
  await stripe.refunds.create({ charge, amount: 3000 });
  const { data } = await stripe.refunds.list({ payment_intent: intent.id });
  expect(data.map(({ amount }) => amount)).toEqual([3000, 1300]);
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 4300, refunded: true });
});

test('concurrent refunds cannot give back more than there is', async () => {
  const intent = await captured();
  const tries = Array.from({ length: 4 }, () =>
    stripe.refunds.create({ payment_intent: intent.id, amount: 2000 }),
  );
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 4000, refunded: false });
});

test('a refund that fails later puts the money back into the charge and the balance', async () => {
  const intent = await captured('pm_card_refundFail');
  const refund = await stripe.refunds.create({ payment_intent: intent.id });
  expect(refund.status).toBe('succeeded');
  await until(async () => (await stripe.refunds.retrieve(refund.id)).status === 'failed');
  const failed = await stripe.refunds.retrieve(refund.id, {
    expand: ['failure_balance_transaction'],
  });
  expect(failed).toMatchObject({
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: { type: 'refund_failure', amount: 4300 },
  });
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0, refunded: false });
  const second = await stripe.refunds.create({ payment_intent: intent.id });
  expect(second.id).not.toBe(refund.id);
});

test('a pending refund counts at once and succeeds later', async () => {
  const intent = await captured('pm_card_pendingRefund');
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 300 });
  expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 300 });
  await until(async () => (await stripe.refunds.retrieve(refund.id)).status === 'succeeded');
});

test('what was not captured cannot be refunded', async () => {
  const held = await stripe.paymentIntents.create({
    ...{ amount: 4300, currency: 'eur', capture_method: 'manual' },
    ...{ payment_method: 'pm_card_visa', confirm: true },
  });
  const work = stripe.refunds.create({ payment_intent: held.id });
  await expect(work).rejects.toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
  await expect(stripe.refunds.create({ payment_intent: 'pi_unknown' })).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  await expect(stripe.refunds.retrieve('re_unknown')).rejects.toMatchObject({ statusCode: 404 });
  await expect(stripe.refunds.create({})).rejects.toMatchObject({ code: 'parameter_missing' });
});

test('a charge tells what became of its money, down to the balance', async () => {
  const before = await stripe.balance.retrieve();
  const intent = await captured();
  await stripe.refunds.create({ payment_intent: intent.id, amount: 300 });
  const charge = await stripe.charges.retrieve(chargeIdOf(intent), {
    expand: ['balance_transaction'],
  });
  expect(charge).toMatchObject({
    ...{ object: 'charge', amount: 4300, amount_captured: 4300, captured: true, paid: true },
    ...{ payment_intent: intent.id, transfer_group: 'order-1', metadata: { paymentId: 'p1' } },
    balance_transaction: { type: 'charge', amount: 4300, fee: 0, net: 4300, source: charge.id },
  });
  const after = await stripe.balance.retrieve();
  const euros = ({ available }: Stripe.Balance) =>
    available.find(({ currency }) => currency === 'eur')?.amount ?? 0;
  expect(euros(after) - euros(before)).toBe(4000);
  const { data } = await stripe.balanceTransactions.list({ source: charge.id });
  expect(data).toHaveLength(1);
});

test('an authorisation that was cancelled is given back in full', async () => {
  const held = await stripe.paymentIntents.create({
    ...{ amount: 4300, currency: 'eur', capture_method: 'manual' },
    ...{ payment_method: 'pm_card_visa', confirm: true },
  });
  await stripe.paymentIntents.cancel(held.id);
  const charge = await chargeOf(held);
  expect(charge).toMatchObject({ captured: false, amount_captured: 0, refunded: true });
});
