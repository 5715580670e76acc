import { newId } from '@marquee/common/ids';
import {
  aBookedSale,
  type BookedSale,
  type BooksWorld,
  openBooksWorld,
  type Row,
} from './books-world.js';

let world: BooksWorld;
beforeAll(async () => {
  world = await openBooksWorld();
});
afterEach(() => world.clear());
afterAll(() => world.stop());

const entries = () => world.collection('payments', 'ledger_entries');
const payments = () => world.collection('payments', 'payments');
const payouts = () => world.collection('payments', 'payouts');
const orders = () => world.collection('orders', 'orders');

async function differences(line = 'check --json'): Promise<Record<string, unknown>[]> {
  const { printed } = await world.run(line);
  return JSON.parse(printed).differences;
}
const codes = async (line?: string) => (await differences(line)).map(({ code }) => code);

async function refundedPart(sale: BookedSale): Promise<string> {
  const refundId = newId<never>() as string;
  const amount = { amount: 1_000, currency: 'EUR' };
  const refund = await world.stripe('refunds', {
    ...{ payment_intent: sale.intentId, amount: '1000' },
    'metadata[refundId]': refundId,
  });
  const facts = { refundId, amount, reason: 'goodwill', status: 'succeeded' };
  await payments().updateOne(
    { _id: sale.paymentId },
    { $set: { refunds: [{ ...facts, stripeRefundId: refund['id'], attempt: 1, failures: 0 }] } },
  );
  await orders().updateOne({ _id: sale.orderId }, { $set: { refunds: [facts] } });
  return refundId;
}

async function aPayout(sale: BookedSale, changes: object): Promise<string> {
  const _id = newId<never>() as string;
  await world.collection('payments', 'events').insertOne({
    ...{ _id: sale.eventId, status: 'scheduled', endsAt: new Date('2026-01-01'), version: 1 },
  });
  await payouts().insertOne({
    ...{ _id, sellerId: sale.sellerId, currency: 'EUR', amount: 4_500, attempt: 1, reversed: 0 },
    ...{ refusals: 0, looks: 0, revision: 1, createdAt: new Date(), ...changes },
  });
  return _id;
}

test('books that agree are balanced, with what lies where', async () => {
  for (let sale = 0; sale < 3; sale += 1) await aBookedSale(world);
  const { code, printed, told } = await world.run('check');
  expect({ code, told }).toEqual({ code: 0, told: '' });
  expect(printed).toMatch(/3 payments, 3 entries, 0 payouts/);
  expect(printed).toMatch(
    /EUR {2}at Stripe 15000, owed to sellers 13500, held for buyers 0, fees 1500/,
  );
  expect(printed).toMatch(/The ledger is balanced/);
});

type Break = (sale: BookedSale) => Promise<unknown>;
const setPayment = (changes: Partial<Row>) => (sale: BookedSale) =>
  payments().updateOne({ _id: sale.paymentId }, { $set: changes });
const setOrder = (changes: Partial<Row>) => (sale: BookedSale) =>
  orders().updateOne({ _id: sale.orderId }, { $set: changes });
const setEntry = (changes: Partial<Row>) => (sale: BookedSale) =>
  entries().updateOne({ _id: `${sale.paymentId}:capture` }, { $set: changes });

const broken: ReadonlyArray<readonly [string, readonly string[], Break]> = [
  [
    'a line was changed',
    ['entry_wrong', 'entry_unbalanced'],
    setEntry({ 'lines.1.amount': -4_400 }),
  ],
  [
    'money went from one account to another',
    ['entry_wrong'],
    setEntry({ 'lines.1.amount': -4_400, 'lines.2.amount': -600 }),
  ],
  [
    'an entry names another object of Stripe',
    ['entry_wrong'],
    setEntry({ stripeObject: 'pi_other' }),
  ],
  [
    'an entry says what was never taken',
    ['entry_without_fact', 'owed_differs', 'stripe_ahead'],
    setPayment({ 'state.status': 'released' }),
  ],
  [
    'an entry has no payment',
    ['payment_missing', 'entry_without_fact', 'stripe_unknown_payment'],
    async ({ paymentId }) => {
      await payments().deleteOne({ _id: paymentId });
      await aBookedSale(world);
    },
  ],
  [
    'the order agreed to a refund that nobody made',
    ['owed_differs'],
    setOrder({
      refunds: [
        {
          refundId: newId(),
          amount: { amount: 10, currency: 'EUR' },
          reason: 'goodwill',
          status: 'asked',
        },
      ],
    }),
  ],
  ['the order lost', ['entry_wrong', 'owed_differs'], setOrder({ status: 'expired' })],
  [
    'orders does not know the order',
    ['entry_wrong', 'order_unknown'],
    ({ orderId }) => orders().deleteOne({ _id: orderId }),
  ],
  [
    'Stripe took money for another intent of the payment',
    ['stripe_second_intent'],
    ({ paymentId }) =>
      world.stripe('payment_intents', {
        ...{ amount: '700', currency: 'eur', payment_method: 'pm_card_visa', confirm: 'true' },
        'metadata[paymentId]': paymentId,
      }),
  ],
  [
    'Stripe does not know the intent',
    ['entry_wrong', 'stripe_second_intent', 'stripe_missing'],
    setPayment({ 'state.intentId': 'pi_unknown' }),
  ],
  [
    'somebody gave money back at Stripe',
    ['stripe_refund_outside'],
    ({ intentId }) => world.stripe('refunds', { payment_intent: intentId, amount: '100' }),
  ],
  [
    'a bank sent back a refund that had succeeded',
    ['stripe_refund_returned'],
    async (sale) => {
      await refundedPart(sale);
      await world.run('check --repair');
      await world.setRefundsFailed();
    },
  ],
  [
    'a payout has been on its way for hours',
    ['payout_slow'],
    (sale) =>
      aPayout(sale, { status: 'sending', isOpen: true, attemptedAt: new Date('2026-01-03') }),
  ],
  [
    'money is due, and its open payout rests',
    ['payout_missing'],
    (sale) => aPayout(sale, { status: 'due', isOpen: true, waitsFor: 'sales', attempt: 0 }),
  ],
  [
    'money is due, and nobody carries its payout on',
    ['payout_missing'],
    (sale) => aPayout(sale, { status: 'due', isOpen: true, nextStepAt: new Date('2026-01-03') }),
  ],
];

test.each(broken)('%s: %j', async (_what, expected, breakIt) => {
  await breakIt(await aBookedSale(world));
  const { code, printed, told } = await world.run('check --json');
  const found: Array<Record<string, string>> = JSON.parse(printed).differences;
  expect(found.map((one) => one['code'])).toEqual(expected);
  expect(code).toBe(1);
  expect(told).toMatch(/differences/);
  const text = expect.stringMatching(/./);
  for (const one of found) expect(one).toMatchObject({ subject: text, detail: text, remedy: text });
});

test('a capture that was not booked is written from its facts, and the books are balanced', async () => {
  const { paymentId } = await aBookedSale(world);
  const before = await entries().findOne({ _id: `${paymentId}:capture` });
  await entries().deleteMany({});
  expect(await codes()).toEqual(['entry_missing']);
  const repaired = await world.run('check --repair');
  expect(repaired).toMatchObject({ code: 0, printed: expect.stringMatching(/→ written/) });
  const after = await entries().findOne({ _id: `${paymentId}:capture` });
  expect({ ...after, at: null }).toEqual({ ...before, at: null });
  expect(await world.run('check')).toMatchObject({ code: 0 });
});

test('a refund that was not booked is written with everybody’s share', async () => {
  const sale = await aBookedSale(world);
  const refundId = await refundedPart(sale);
  expect(await codes()).toEqual(['entry_missing']);
  expect(await world.run('check --repair')).toMatchObject({ code: 0 });
  const entry = await entries().findOne({ _id: `${refundId}:refund` });
  expect(entry?.['lines']).toEqual([
    { account: 'stripe', amount: -1_000 },
    { account: `seller:${sale.sellerId}`, amount: 900 },
    { account: 'platform_fee', sellerId: sale.sellerId, amount: 100 },
  ]);
  expect(await world.run('check')).toMatchObject({ code: 0 });
});

test('a payout that was made and not booked is written; one that failed is opened again', async () => {
  const [paid, failed] = [await aBookedSale(world), await aBookedSale(world)];
  const failedId = await aPayout(failed, { status: 'failed', isOpen: false, failure: 'no' });
  const found = await differences();
  expect(found).toMatchObject([{ code: 'payout_failed', subject: failedId }]);
  const asked = await world.run('check --repair');
  expect(asked).toMatchObject({ code: 1, told: expect.stringMatching(/1 being looked at/) });
  expect(await payouts().countDocuments({ sellerId: failed.sellerId, isOpen: true })).toBe(1);
  expect(await world.run('check')).toMatchObject({ code: 0 });

  const payoutId = await aPayout(paid, { status: 'paid', isOpen: false, transferId: 'tr_1' });
  expect(await codes('check --repair --json')).toEqual(['entry_missing']);
  expect(await entries().findOne({ _id: `${payoutId}:payout` })).toMatchObject({
    lines: [
      { account: `seller:${paid.sellerId}`, amount: 4_500 },
      { account: 'stripe', amount: -4_500 },
    ],
  });
  // Stripe knows of no such transfer: that is no longer hidden by the missing entry.
  expect(await codes()).toEqual(['stripe_total']);
});

test('a refund that came back is looked at again, not written, though its payment rests', async () => {
  const sale = await aBookedSale(world);
  await refundedPart(sale);
  await world.run('check --repair');
  await world.setRefundsFailed();
  await setPayment({ leaseUntil: new Date('2026-01-01'), wakes: 0, looks: 5 })(sale);
  const asked = await world.run('check --repair');
  expect(asked).toMatchObject({ code: 1, told: expect.stringMatching(/1 being looked at/) });
  expect(await payments().findOne({ _id: sale.paymentId })).toMatchObject({
    ...{ haste: 'hinted', nextStepAt: expect.any(Date) },
  });
});

test('a payment that Stripe took money for is looked at again, not written', async () => {
  const sale = await aBookedSale(world);
  await entries().deleteMany({});
  const soon = new Date('2026-01-01');
  await setPayment({
    ...{ 'state.status': 'authorised', nextStepAt: new Date('2027-01-01'), haste: 'scheduled' },
    ...{ leaseUntil: soon, wakes: 0, looks: 5 },
  })(sale);
  expect(await codes('check --repair --json')).toContain('stripe_ahead');
  expect(await payments().findOne({ _id: sale.paymentId })).toMatchObject({
    haste: 'hinted',
    looks: 0,
  });
  expect(await entries().countDocuments()).toBe(0);
});

test('what it does not understand ends with 2 and the usage, and nothing on stdout', async () => {
  for (const line of ['repair', 'check --fix', 'check twice', 'check --mongo localhost']) {
    const { code, printed, told } = await world.run(line);
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(told).toMatch(/npm run ledger -- check/);
  }
});
