import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createIntents, type Intents, type OrphanPage } from '../src/stripe/intents.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

const minuteMs = 60_000;
let database: Database;
let sandbox: TestSandbox;
let intents: Intents;
beforeAll(async () => {
  database = await openTestDatabase('payments_orphans_stripe');
  sandbox = await startSandbox(database);
  intents = createIntents(sandbox.stripe);
});
afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

async function anOrphan(paymentId: string = newId()): Promise<string> {
  const terms = { amount: 4_300, currency: 'eur', capture_method: 'manual' } as const;
  return (await sandbox.stripe.paymentIntents.create({ ...terms, metadata: { paymentId } })).id;
}
const statusOf = async (id: string) => (await sandbox.stripe.paymentIntents.retrieve(id)).status;

function pageNow(changes: Partial<OrphanPage> = {}): OrphanPage {
  const from = new Date();
  const until = new Date(from.getTime() + 5 * minuteMs);
  return { from, until, except: undefined, attempt: 1, ...changes };
}

test('what a create left behind is cancelled, its payment’s intent and those of others are not', async () => {
  const paymentId = newId<PaymentId>();
  const [orphan, own, other] = [
    await anOrphan(paymentId),
    await anOrphan(paymentId),
    await anOrphan(),
  ];
  expect(await intents.cancelOrphans(paymentId, pageNow({ except: own }))).toBeNull();
  expect(await statusOf(orphan)).toBe('canceled');
  expect([await statusOf(own), await statusOf(other)]).not.toContain('canceled');
});

test('a page after another: the sweep goes on where it ended, and ends', async () => {
  const paymentId = newId<PaymentId>();
  const orphan = await anOrphan(paymentId);
  for (let tens = 0; tens < 10; tens += 1)
    await Promise.all(Array.from({ length: 10 }, () => anOrphan()));
  const after = await intents.cancelOrphans(paymentId, pageNow());
  expect(after).toMatch(/^pi_/);
  expect(await statusOf(orphan)).not.toBe('canceled');
  const page = pageNow({ after: after ?? undefined, attempt: 2 });
  expect(await intents.cancelOrphans(paymentId, page)).toBeNull();
  expect(await statusOf(orphan)).toBe('canceled');
});

test('an error that Stripe stored is not repeated for a day: the next attempt has a key of its own', async () => {
  const paymentId = newId<PaymentId>();
  const orphan = await anOrphan(paymentId);
  await sandbox.control('POST', '/sandbox/switches', { answer500: 1 });
  await expect(intents.cancelOrphans(paymentId, pageNow())).rejects.toMatchObject({
    statusCode: 500,
  });
  await intents.cancelOrphans(paymentId, pageNow({ attempt: 2 }));
  expect(await statusOf(orphan)).toBe('canceled');
});

/** Last: the sandbox's clock only goes forward. */
test('only intents of that time are listed, however many came later', async () => {
  const paymentId = newId<PaymentId>();
  const page = pageNow();
  await sandbox.control('POST', '/sandbox/clock', { advanceMs: 30 * minuteMs });
  const later = await anOrphan(paymentId);
  expect(await intents.cancelOrphans(paymentId, page)).not.toBe(later);
  expect(await statusOf(later)).not.toBe('canceled');
});
