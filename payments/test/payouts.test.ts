import path from 'node:path';
import { type EventId, newId } from '@marquee/common/ids';
import { currencies, feeOf, type Money, stepMinorUnits } from '@marquee/common/money';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { expectContract } from '@marquee/common/testing/openapi';
import { until } from '@marquee/common/testing/until';
import { anEvent } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { anOrderOf, booksOf, onboard, refunded, sold } from './sales.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

const contract = path.join(__dirname, '../openapi.yaml');
let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
const buyer = aUser();

beforeAll(async () => {
  database = await openTestDatabase('payments_payouts');
  sandboxDatabase = await openTestDatabase('payments_payouts_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  payments = await startPayments({ database, sandbox });
});

afterEach(() => sandbox.faults.clear());

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

async function balancesOf(seller: CurrentUser) {
  const res = await payments.agent(seller).get('/api/payments/balance').expect(200);
  expectContract(contract, res);
  return res.body.balances as Array<Record<'upcoming' | 'due' | 'paid', Money> & object>;
}

async function statementOf(seller: CurrentUser, query = '') {
  const res = await payments.agent(seller).get(`/api/payments/statement${query}`).expect(200);
  expectContract(contract, res);
  return res.body as { items: Array<Record<string, unknown>>; nextCursor: string | null };
}

const amountOf = (money: unknown) => (money as Money).amount;

/** Waits until the seller's only balance is so. */
async function balanceReaches(seller: CurrentUser, expected: object): Promise<void> {
  let last: unknown;
  await until(
    async () => {
      [last] = await balancesOf(seller);
      return Object.entries(expected).every(
        ([part, amount]) => (last as Record<string, Money> | undefined)?.[part]?.amount === amount,
      );
    },
    { timeoutMs: 15_000 },
  ).catch((cause: unknown) => {
    throw new Error(`the balance is ${JSON.stringify(last)}`, { cause });
  });
}

const eventsOver = async (eventId: EventId, hours: number) =>
  payments.tellOfEvent('EventPublished', anEvent(eventId, hours));

async function aSaleOf(seller: CurrentUser, prices: readonly Money[], eventId = newId<EventId>()) {
  const order = anOrderOf(prices, { buyer, sellers: [seller.id], eventId });
  return sold(payments, buyer, order);
}

const transfersOf = async (accountOf: CurrentUser) => {
  const { data } = await sandbox.stripe.transfers.list({ limit: 100 });
  return data.filter(({ metadata }) => metadata['sellerId'] === accountOf.id);
};

test.each(currencies)(
  '%s: price, fee, a refund in part and the payout agree to the minor unit',
  async (currency) => {
    const seller = aUser();
    const step = stepMinorUnits(currency);
    const prices = [4_305, 2_215].map((amount) => ({ amount: amount * step, currency }));
    const gross = 6_520 * step;
    const fee = prices.reduce((sum, price) => sum + feeOf(price, 1_000).amount, 0);
    const order = await aSaleOf(seller, prices);
    await balanceReaches(seller, { upcoming: gross - fee, due: 0, paid: 0 });

    await refunded(payments, database, order, 1_000 * step);
    const [, refund] = (await statementOf(seller)).items.toReversed();
    const back = amountOf(refund?.['net']);
    expect(refund).toMatchObject({
      kind: 'refund',
      orderId: order.orderId,
      eventId: order.eventId,
    });
    expect(back + amountOf(refund?.['fee'])).toBe(-1_000 * step);

    await onboard(payments, sandbox, seller);
    await eventsOver(order.eventId, 49);
    const payable = gross - fee + back - ((gross - fee + back) % step);
    await balanceReaches(seller, { upcoming: 0, due: gross - fee + back - payable, paid: payable });
    expect(await transfersOf(seller)).toMatchObject([
      { amount: payable, currency: currency.toLowerCase() },
    ]);
    const { items } = await statementOf(seller);
    expect(items.map(({ kind }) => kind)).toEqual(['payout', 'refund', 'sale']);
    expect(items[0]).toMatchObject({ net: { amount: -payable, currency }, payoutStatus: 'paid' });
  },
);

test('nothing is paid out before the delay has passed, nor of a cancelled Event', async () => {
  const [early, cancelled] = [aUser(), aUser()];
  const price = { amount: 5_000, currency: 'EUR' } as const;
  const soon = await aSaleOf(early, [price]);
  const never = await aSaleOf(cancelled, [price]);
  await onboard(payments, sandbox, early);
  await onboard(payments, sandbox, cancelled);
  await eventsOver(soon.eventId, 47);
  await payments.tellOfEvent('EventCancelled', {
    ...anEvent(never.eventId, 49),
    status: 'cancelled',
  });
  // Somebody else's payout shows that the job was there.
  const paid = aUser();
  const over = await aSaleOf(paid, [price]);
  await onboard(payments, sandbox, paid);
  await eventsOver(over.eventId, 49);
  await balanceReaches(paid, { paid: 4_500 });
  for (const seller of [early, cancelled]) {
    await balanceReaches(seller, { upcoming: 4_500, due: 0, paid: 0 });
    expect(await transfersOf(seller)).toEqual([]);
  }
});

test('without an account the payout waits and says so; onboarding sets it free', async () => {
  const seller = aUser();
  const sale = await aSaleOf(seller, [{ amount: 5_000, currency: 'EUR' }]);
  await eventsOver(sale.eventId, 49);
  await until(async () => {
    const [balance] = await balancesOf(seller);
    return (
      balance !== undefined && 'payoutWaitsFor' in balance && balance.payoutWaitsFor === 'account'
    );
  });
  await onboard(payments, sandbox, seller);
  await payments.agent(seller).get('/api/payments/payout-account').expect(200);
  await balanceReaches(seller, { due: 0, paid: 4_500 });
});

test('a negative balance waits and is set against later sales', async () => {
  const seller = aUser();
  await onboard(payments, sandbox, seller);
  const first = await aSaleOf(seller, [{ amount: 5_000, currency: 'EUR' }]);
  await eventsOver(first.eventId, 49);
  await balanceReaches(seller, { paid: 4_500 });
  await refunded(payments, database, first, 5_000);
  await balanceReaches(seller, { due: -4_500, paid: 4_500 });
  const second = await aSaleOf(seller, [{ amount: 7_000, currency: 'EUR' }]);
  await eventsOver(second.eventId, 49);
  await balanceReaches(seller, { due: 0, paid: 6_300 });
  expect((await transfersOf(seller)).map(({ amount }) => amount)).toEqual([1_800, 4_500]);
});

test('money that Stripe took back is owed again, and booked once', async () => {
  const seller = aUser();
  await onboard(payments, sandbox, seller);
  const sale = await aSaleOf(seller, [{ amount: 5_000, currency: 'EUR' }]);
  await eventsOver(sale.eventId, 49);
  await balanceReaches(seller, { paid: 4_500 });
  const [transfer] = await transfersOf(seller);
  await sandbox.stripe.transfers.createReversal(transfer?.id ?? '', { amount: 500 });
  const rows = database.connection.collection('payouts');
  await rows.updateOne(
    { transferId: transfer?.id },
    { $set: { nextStepAt: new Date(1) }, $inc: { wakes: 1 } },
  );
  await balanceReaches(seller, { due: 500, paid: 4_000 });
  const [item] = (await statementOf(seller)).items;
  expect(item).toMatchObject({ kind: 'payout', payoutStatus: 'reversed', net: { amount: 500 } });
});

test('a transfer refused for good ends as failed: nothing is booked, the money stays due', async () => {
  const seller = aUser();
  await onboard(payments, sandbox, seller);
  const sale = await aSaleOf(seller, [{ amount: 5_000, currency: 'EUR' }]);
  sandbox.faults.inject('refuse-for-good', /POST \/v1\/transfers$/);
  await eventsOver(sale.eventId, 49);
  const rows = database.connection.collection('payouts');
  await until(async () => (await rows.findOne({ sellerId: seller.id }))?.['status'] === 'failed', {
    timeoutMs: 20_000,
  });
  await balanceReaches(seller, { due: 4_500, paid: 0 });
  expect(
    await booksOf(database).countDocuments({
      kind: 'payout',
      'lines.account': `seller:${seller.id}`,
    }),
  ).toBe(0);
});

test.each(['close-after-doing-it', 'refuse', 'slow'] as const)(
  'a transfer that meets "%s" is made once',
  async (fault) => {
    const seller = aUser();
    await onboard(payments, sandbox, seller);
    const sale = await aSaleOf(seller, [{ amount: 5_000, currency: 'EUR' }]);
    sandbox.faults.inject(fault, /POST \/v1\/transfers$/, 2);
    await eventsOver(sale.eventId, 49);
    await balanceReaches(seller, { due: 0, paid: 4_500 });
    expect(await transfersOf(seller)).toHaveLength(1);
  },
);

test('a statement is paged, filtered by currency, and nobody else’s', async () => {
  const [seller, other] = [aUser(), aUser()];
  const eventId = newId<EventId>();
  const prices = [5_000, 6_000].map((amount) => ({ amount, currency: 'EUR' }) as const);
  const both = anOrderOf(prices, { buyer, sellers: [seller.id, other.id], eventId });
  await sold(payments, buyer, both);
  await aSaleOf(seller, [{ amount: 900, currency: 'JPY' }], eventId);

  const page = await statementOf(seller, '?limit=1');
  expect(page.items).toMatchObject([{ net: { amount: 810, currency: 'JPY' } }]);
  const rest = await statementOf(seller, `?limit=1&cursor=${page.nextCursor}`);
  expect(rest).toMatchObject({
    items: [{ net: { amount: 4_500 }, gross: { amount: 5_000 } }],
    nextCursor: null,
  });
  expect((await statementOf(seller, '?currency=JPY')).items).toHaveLength(1);
  const theirs = await statementOf(other);
  expect(theirs.items).toMatchObject([
    { gross: { amount: 6_000 }, fee: { amount: 600 }, net: { amount: 5_400 } },
  ]);
  expect(JSON.stringify(theirs)).not.toContain(seller.id);
  expect(JSON.stringify(theirs)).not.toContain(buyer.id);
  const stranger = aUser();
  expect(await statementOf(stranger)).toEqual({ items: [], nextCursor: null });
  expect(await balancesOf(stranger)).toEqual([]);
  const theirPage = await statementOf(other, `?cursor=${page.nextCursor}`);
  expect(theirPage.items).toHaveLength(1);
});

test('a payout account is the signed-in seller’s own, and made once', async () => {
  const [seller, other] = [aUser(), aUser()];
  const own = () => payments.agent(seller).get('/api/payments/payout-account');
  const before = await own();
  expectContract(contract, before);
  expect(before.body).toEqual({ payoutAccount: { status: 'none' } });
  const opened = await Promise.all(
    [1, 2].map(() => payments.agent(seller).post('/api/payments/payout-account')),
  );
  for (const res of opened) {
    expectContract(contract, res);
    expect(res.body.payoutAccount).toEqual({ status: 'onboarding' });
  }
  const { data } = await sandbox.stripe.accounts.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata?.['sellerId'] === seller.id)).toHaveLength(1);
  await onboard(payments, sandbox, seller);
  expect((await own()).body).toEqual({ payoutAccount: { status: 'ready' } });
  const theirs = await payments.agent(other).get('/api/payments/payout-account');
  expect(theirs.body).toEqual({ payoutAccount: { status: 'none' } });
});

test('a Stripe that cannot be reached is 503, and the next call makes the account', async () => {
  const seller = aUser();
  sandbox.faults.inject('refuse', /POST \/v1\/accounts$/, 2);
  const res = await payments.agent(seller).post('/api/payments/payout-account');
  expect(res.status).toBe(503);
  expectContract(contract, res);
  await payments.agent(seller).post('/api/payments/payout-account').expect(200);
});

test.each([
  ['get', '/api/payments/balance'],
  ['get', '/api/payments/statement'],
  ['get', '/api/payments/payout-account'],
  ['post', '/api/payments/payout-account'],
] as const)('%s %s: 401 without a session, 400 with what it does not know', async (method, url) => {
  const nobody = await payments.agent()[method](url);
  expect(nobody.status).toBe(401);
  expectContract(contract, nobody);
  const unknown = await payments.agent(aUser())[method](`${url}?sellerId=${newId()}`);
  expect(unknown.status).toBe(400);
  expectContract(contract, unknown);
});

test.each(['currency=CHF', 'limit=0', 'limit=101', 'cursor=%7B'])(
  '400: a statement with %s',
  async (query) => {
    const res = await payments.agent(aUser()).get(`/api/payments/statement?${query}`);
    expect(res.status).toBe(400);
    expectContract(contract, res);
  },
);
