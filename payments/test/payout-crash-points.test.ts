import { noFaults } from '@marquee/common/fault-point';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { createRecordingBus, type RecordingBus } from '@marquee/common/testing/bus';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { endLeases, leaseMs } from './crash.js';
import { anEvent } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { anOrderOf, booksOf, onboard, sold } from './sales.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
let living: TestPayments;
const buyer: CurrentUser = aUser();
const timings = { leaseMs };

beforeAll(async () => {
  database = await openTestDatabase('payouts_crash');
  sandboxDatabase = await openTestDatabase('payouts_crash_stripe');
  sandbox = await startSandbox(sandboxDatabase);
  living = await startOne(createRecordingBus(), noFaults, 'api');
});

afterAll(async () => {
  await living.service.stop();
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

const startOne = (bus: RecordingBus, faultPoint = noFaults, role: 'api' | 'all' = 'all') =>
  startPayments({ database, sandbox, bus, timings, faultPoint, role });

/** A seller who was sold from and can be paid; nothing is due before the Event is told to be over. */
async function aSeller(payments: TestPayments) {
  const seller = aUser();
  const price = { amount: 5_000, currency: 'EUR' } as const;
  const order = anOrderOf([price], { buyer, sellers: [seller.id] });
  await sold(payments, buyer, order);
  await onboard(payments, sandbox, seller);
  return { seller, event: anEvent(order.eventId, 49) };
}

async function paidOnce(seller: CurrentUser): Promise<void> {
  await until(
    async () => {
      const res = await living.agent(seller).get('/api/payments/balance');
      return res.body.balances?.[0]?.paid.amount === 4_500;
    },
    { timeoutMs: 15_000 },
  );
  const { data } = await sandbox.stripe.transfers.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata['sellerId'] === seller.id)).toHaveLength(1);
  const account = `seller:${seller.id}` as const;
  const entries = await booksOf(database).find({ 'lines.account': account }).toArray();
  expect(entries.map(({ kind }) => kind).sort()).toEqual(['capture', 'payout']);
}

const isOfPayouts = (point: string) => point.includes(':payouts.');
const both = (...names: string[]) =>
  names.flatMap((name) => [`before:payouts.${name}`, `after:payouts.${name}`]);

const ofJob = both('find-event', 'list-sellers', 'open-payout', 'settle-event', 'claim-payout');
const ofPayout = both(
  'read-account',
  'ask-account',
  'account-ready',
  'wake-payouts',
  'begin-payout',
);
const ofTransfer = both(
  'transfer',
  'record-payout',
  'read-transfer',
  'rest-payout',
  'look-ahead-payouts',
);
const deaths = [...ofJob, ...ofPayout, ...ofTransfer];
/** Once, the survivor waits until the lease of the dead has ended by itself. */
const outwaited = 'after:payouts.transfer';

test('a payout passes these points and no others', async () => {
  const passed = new Set<string>();
  const process = await startOne(createRecordingBus(), async (name) => {
    if (isOfPayouts(name)) passed.add(name);
  });
  const { seller, event } = await aSeller(process);
  passed.clear();
  await process.tellOfEvent('EventPublished', event);
  await paidOnce(seller);
  await until(() => passed.has('after:payouts.rest-payout'));
  await process.service.stop();
  expect([...passed].sort()).toEqual([...deaths].sort());
});

test.each(deaths)('killed %s, another process pays, exactly once', async (point) => {
  let isArmed = false;
  let hasDied = false;
  let bury: (error: Error) => void = () => undefined;
  const grave = new Promise<never>((_resolve, reject) => {
    bury = reject;
  });
  grave.catch(() => undefined);
  const doomed = await startOne(createRecordingBus(), async (name) => {
    if (!isArmed || !isOfPayouts(name) || (!hasDied && name !== point)) return;
    hasDied = true;
    await grave;
  });
  const { seller, event } = await aSeller(doomed);
  isArmed = true;
  await doomed.tellOfEvent('EventPublished', event);
  await until(() => hasDied, { timeoutMs: 15_000 });
  if (point !== outwaited) await endLeases(database, 'payouts');
  const survivor = await startOne(createRecordingBus());
  await paidOnce(seller);
  bury(new Error('killed'));
  await doomed.service.stop();
  await survivor.service.stop();
});
