import { type FaultPoint, noFaults } from '@marquee/common/fault-point';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { both } from './crash.js';
import { startPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

const url = '/api/payments/payout-account';
let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;

beforeAll(async () => {
  database = await openTestDatabase('account_crash');
  sandboxDatabase = await openTestDatabase('account_crash_stripe');
  sandbox = await startSandbox(sandboxDatabase);
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

const startOne = (faultPoint: FaultPoint = noFaults) =>
  startPayments({ database, sandbox, bus: createRecordingBus(), faultPoint, role: 'api' });

async function accountsOf(sellerId: string): Promise<string[]> {
  const { data } = await sandbox.stripe.accounts.list({ limit: 100 });
  return data.filter(({ metadata }) => metadata?.['sellerId'] === sellerId).map(({ id }) => id);
}

const deaths = both('begin-account', 'make-account', 'record-account', 'link-account').map(
  (point) => point.replace(':', ':payouts.'),
);

test('making an account passes these points and no others', async () => {
  const passed: string[] = [];
  const process = await startOne(async (name) => {
    if (name.includes(':payouts.')) passed.push(name);
  });
  await process.agent(aUser()).post(url).expect(200);
  await process.service.stop();
  expect(passed).toEqual(deaths);
});

test.each(deaths)('killed %s, the next call ends with one account at Stripe', async (point) => {
  const seller = aUser();
  let hasDied = false;
  let bury: (error: Error) => void = () => undefined;
  const grave = new Promise<never>((_resolve, reject) => {
    bury = reject;
  });
  grave.catch(() => undefined);
  const doomed = await startOne(async (name) => {
    if (name !== point && !hasDied) return;
    hasDied = true;
    await grave;
  });
  const unanswered = doomed.agent(seller).post(url).then();
  await until(() => hasDied);

  const survivor = await startOne();
  const { body } = await survivor.agent(seller).post(url).expect(200);
  expect(body.onboardingUrl).toMatch(/^http/);
  const [accountId, ...others] = await accountsOf(seller.id);
  expect(others).toEqual([]);
  const row = await database.connection
    .collection<{ _id: string }>('payout_accounts')
    .findOne({ _id: seller.id });
  expect(row).toMatchObject({ accountId, attempt: 1 });
  bury(new Error('killed'));
  expect((await unanswered).status).toBe(500);
  await doomed.service.stop();
  await survivor.service.stop();
});
