import { type EventId, newId, type PaymentId, type UserId } from '@marquee/common/ids';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createLedgerRepository } from '../src/data/ledger.repository.js';
import { modelsOf } from '../src/data/models.js';
import { listSellerSums, readSellerSums } from '../src/data/seller-sums.js';
import { captureEntry } from '../src/domain/ledger/postings.js';
import { booksOf } from './sales.js';

let database: Database;
const [eventId, sellers] = [newId<EventId>(), [newId<UserId>(), newId<UserId>()] as const];

/** Two sales of the first seller, one of both together. */
beforeAll(async () => {
  database = await openTestDatabase('seller_sums');
  await ensureIndexes(database, modelsOf(database.connection));
  const ledger = createLedgerRepository(database);
  const price = { amount: 5_000, currency: 'EUR' } as const;
  const entries = [[sellers[0]], [sellers[0]], sellers].map((of) => {
    const items = of.map((sellerId) => ({ sellerId, price }));
    const amount = { ...price, amount: price.amount * items.length };
    const ids = { id: newId<PaymentId>(), orderId: newId<never>(), buyerId: newId<UserId>() };
    const payment = { ...ids, amount, feeBasisPoints: 1_000, intentId: 'pi_1' };
    return captureEntry(payment, { eventId, items });
  });
  await database.transact((session) => ledger.add(session, entries));
});

afterAll(() => dropTestDatabase(database));

test('a seller’s sums are of their own lines, and the same whether one is asked for or all', async () => {
  const owed = [-13_500, -4_500];
  const sumOf = (amount: number) => [{ currency: 'EUR', amount, isPayout: false }];
  const all = new Map<UserId, readonly object[]>();
  for await (const { sellerId, sums } of listSellerSums(database.connection))
    all.set(sellerId, sums);
  expect(all.size).toBe(2);
  for (const [index, sellerId] of sellers.entries()) {
    const { sums, readAt } = await readSellerSums(database.connection, sellerId);
    expect(sums).toEqual(sumOf(owed[index] ?? 0));
    expect(all.get(sellerId)).toEqual(sums);
    expect(Math.abs(Date.now() - readAt.getTime())).toBeLessThan(60_000);
  }
});

test('a seller’s lines are found by an index: nobody else’s entries are read', async () => {
  const plan = await booksOf(database)
    .find({ 'lines.account': `seller:${sellers[1]}` })
    .explain('executionStats');
  expect(plan['executionStats']).toMatchObject({ totalKeysExamined: 1, totalDocsExamined: 1 });
});
