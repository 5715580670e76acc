import { newId, type PaymentId, type UserId } from '@marquee/common/ids';
import { currencies, feeOf, stepMinorUnits } from '@marquee/common/money';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { startPayments, type TestPayments } from './payments-server.js';
import { anOrderOf, authorised, booksOf } from './sales.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let payments: TestPayments;
const buyer = aUser();

beforeAll(async () => {
  database = await openTestDatabase('payments_ledger');
  sandboxDatabase = await openTestDatabase('payments_ledger_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  payments = await startPayments({ database, sandbox });
});

afterAll(async () => {
  await payments.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

const [first, second] = [newId<UserId>(), newId<UserId>()];
const options = { buyer, sellers: [first, second] };
const entriesOf = (paymentId: PaymentId) =>
  booksOf(database).find({ paymentId }).sort({ at: 1 }).toArray();

test.each(currencies)(
  '%s: a sale is booked with a fee per ticket, to the minor unit',
  async (currency) => {
    const step = stepMinorUnits(currency);
    const prices = [4_305, 2_215, 5_055].map((amount) => ({ amount: amount * step, currency }));
    const order = anOrderOf(prices, options);
    const id = await authorised(payments, buyer, order);
    await payments.tell('OrderPaymentAccepted', {
      ...order,
      status: 'paying',
      paymentId: id,
    });
    await payments.reaches(buyer, id, 'captured');

    const [entry, ...others] = await entriesOf(id);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'capture',
      currency,
      orderId: order.orderId,
      eventId: order.eventId,
    });
    expect(entry?.stripeObject).toMatch(/^pi_/);
    const [a, b, c] = prices.map((price) => ({
      price: price.amount,
      fee: feeOf(price, 1_000).amount,
    }));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three tickets');
    expect(entry?.lines).toEqual([
      { account: 'stripe', amount: order.total.amount },
      { account: `seller:${first}`, amount: -(a.price - a.fee + c.price - c.fee) },
      { account: 'platform_fee', sellerId: first, amount: -(a.fee + c.fee) },
      { account: `seller:${second}`, amount: -(b.price - b.fee) },
      { account: 'platform_fee', sellerId: second, amount: -b.fee },
    ]);
  },
);

test('money taken before the order has spoken is the buyer’s, and becomes a sale when it wins', async () => {
  const order = anOrderOf([{ amount: 5_000, currency: 'EUR' }], options);
  const id = await authorised(payments, buyer, order);
  const { data } = await sandbox.stripe.paymentIntents.list({ limit: 100 });
  const intent = data.find(({ metadata }) => metadata['paymentId'] === id);
  await sandbox.stripe.paymentIntents.capture(intent?.id ?? '');
  await payments.reaches(buyer, id, 'captured');
  const held = await entriesOf(id);
  expect(held.map(({ lines }) => lines)).toEqual([
    [
      { account: 'stripe', amount: 5_000 },
      { account: `buyer:${buyer.id}`, amount: -5_000 },
    ],
  ]);
  const won = { ...order, status: 'complete', paymentId: id } as const;
  await payments.tell('OrderCompleted', won);
  await payments.tell('OrderCompleted', won);
  const [, award, ...more] = await entriesOf(id);
  expect(more).toEqual([]);
  expect(award).toMatchObject({ _id: `${id}:award`, kind: 'award', eventId: order.eventId });
  expect(award?.lines).toEqual([
    { account: `buyer:${buyer.id}`, amount: 5_000 },
    { account: `seller:${first}`, amount: -4_500 },
    { account: 'platform_fee', sellerId: first, amount: -500 },
  ]);
});

test('a release moves no money, and nothing is booked', async () => {
  const order = anOrderOf([{ amount: 5_000, currency: 'EUR' }], options);
  const id = await authorised(payments, buyer, order);
  await payments.tell('OrderExpired', { ...order, status: 'expired' });
  await payments.reaches(buyer, id, 'released');
  await until(async () => (await entriesOf(id)).length === 0);
});
