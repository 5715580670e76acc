import type { UserId } from '@marquee/common/ids';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import Stripe from 'stripe';
import { modelsOf } from '../src/data/models.js';
import { createPayoutDesk, type PayoutDesk } from './payout-desk.js';

let database: Database;
let desk: PayoutDesk;

beforeAll(async () => {
  database = await openTestDatabase('payout_runs');
  await ensureIndexes(database, modelsOf(database.connection));
});

beforeEach(() => {
  desk = createPayoutDesk(database);
});

afterAll(() => dropTestDatabase(database));

async function unanswered(): Promise<never> {
  throw new Stripe.errors.StripeConnectionError({ message: 'no answer', type: 'api_error' });
}

/** Whatever a payout waits for, its time has come. */
const timePasses = () =>
  database.connection
    .collection('payouts')
    .updateMany({ nextStepAt: { $exists: true } }, { $set: { nextStepAt: new Date(1) } });

const sentTo = (sellerId: UserId) =>
  desk.sent.filter((call) => call.sellerId === sellerId).map(({ amount }) => amount.amount);

test('what becomes due while a payout is being sent is the next payout’s', async () => {
  const seller = await desk.seller();
  await desk.sale(seller);
  await desk.payouts.open(seller, 'EUR');
  const { transfer } = desk.stripe;
  desk.stripe.transfer = async (call) => {
    desk.stripe.transfer = transfer;
    await desk.sale(seller);
    await desk.payouts.open(seller, 'EUR');
    return transfer(call);
  };
  await desk.run();
  expect(sentTo(seller)).toEqual([4_500, 4_500]);
  const open = await desk.payouts.listOpen(seller);
  expect(open).toMatchObject([{ status: 'due', waitsFor: 'sales' }]);
  expect(open[0]?.nextStepAt).toBeUndefined();
});

test('a payout that could not be compared with Stripe is compared later', async () => {
  const seller = await desk.seller();
  await desk.sale(seller);
  await desk.payouts.open(seller, 'EUR');
  await desk.run();
  const payout = { _id: desk.sent[0]?.payoutId } as never;
  const rows = database.connection.collection('payouts');
  const { readTransfer } = desk.stripe;
  desk.stripe.readTransfer = unanswered;
  await desk.payouts.lookAgain(desk.sent[0]?.payoutId ?? (seller as never));
  await desk.run();

  desk.stripe.readTransfer = async (id) => ({ ...(await readTransfer(id)), reversed: 1_000 });
  await timePasses();
  await desk.run();
  expect(await rows.findOne(payout)).toMatchObject({ status: 'paid', reversed: 1_000 });
  expect(await rows.findOne(payout)).not.toHaveProperty('nextStepAt');
});

test('an attempt that Stripe made late is found, though its payout waited for an account', async () => {
  const seller = await desk.seller();
  await desk.sale(seller);
  await desk.payouts.open(seller, 'EUR');
  const { transfer, findTransfer } = desk.stripe;
  desk.stripe.findTransfer = async () => null;
  desk.stripe.transfer = async (call) => {
    await transfer(call);
    return unanswered();
  };
  await desk.run();
  const rows = database.connection.collection('payouts');
  const payout = { _id: desk.sent[0]?.payoutId } as never;
  await rows.updateOne(payout, { $set: { isKeySpent: true, attemptedAt: new Date(1) } });
  const accounts = database.connection.collection('payout_accounts');
  await accounts.updateMany({}, { $set: { isReady: false } });
  desk.stripe.isReady = async () => false;
  await timePasses();
  await desk.run();
  expect(await rows.findOne(payout)).toMatchObject({ status: 'due', waitsFor: 'account' });

  desk.stripe.isReady = async () => true;
  desk.stripe.findTransfer = findTransfer;
  await timePasses();
  await desk.run();
  expect(await rows.findOne(payout)).toMatchObject({ status: 'paid', amount: 4_500 });
  expect(sentTo(seller)).toEqual([4_500]);
});
