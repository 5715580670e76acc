import type { UserId } from '@marquee/common/ids';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
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
