import { newId, type UserId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import type { PayoutRow } from '../src/data/payout.model.js';
import { createPayoutRepository, type PayoutRepository } from '../src/data/payout.repository.js';

let database: Database;
let payouts: PayoutRepository;

beforeAll(async () => {
  database = await openTestDatabase('payout_wakes');
  payouts = createPayoutRepository(database, 60_000);
});

afterAll(() => dropTestDatabase(database));

async function claimed(): Promise<PayoutRow> {
  await payouts.open(newId<UserId>(), 'EUR');
  const row = await payouts.tryClaimDue();
  if (row === null) throw new Error('an open payout is due');
  return row;
}

const wakeUps: Array<[string, (row: PayoutRow) => Promise<void>]> = [
  ['another sale', ({ sellerId, currency }) => payouts.open(sellerId, currency)],
  ['an account that became ready', ({ sellerId }) => payouts.wake(sellerId)],
  ['a word from Stripe', ({ _id }) => payouts.lookAgain(_id)],
];

test.each(wakeUps)('%s during a run is looked at after it, and not before', async (_, wakeUp) => {
  const row = await claimed();
  const saved = await payouts.save(row, { waitsFor: 'sales' });
  await wakeUp(row);
  expect(await payouts.tryClaimDue()).toBeNull();
  await payouts.rest(saved, { afterMs: null, wakesSeen: row.wakes ?? 0 });

  const again = await payouts.tryClaimDue();
  expect(again?._id).toBe(row._id);
  await payouts.rest(again ?? row, { afterMs: null, wakesSeen: again?.wakes ?? 0 });
  expect(await payouts.tryClaimDue()).toBeNull();
});

test.each(wakeUps)('%s wakes a payout that rests', async (_, wakeUp) => {
  const row = await claimed();
  await payouts.rest(row, { afterMs: null, wakesSeen: row.wakes ?? 0 });
  await wakeUp(row);
  const again = await payouts.tryClaimDue();
  expect(again?._id).toBe(row._id);
  await payouts.rest(again ?? row, { afterMs: null, wakesSeen: again?.wakes ?? 0 });
});
