import type { OrderState } from '@marquee/common/contracts/order';
import { newId, type RefundId, type UserId } from '@marquee/common/ids';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createEventRepository } from '../src/data/event.repository.js';
import { createLedgerRepository } from '../src/data/ledger.repository.js';
import { modelsOf } from '../src/data/models.js';
import { createOrderRepository } from '../src/data/order.repository.js';
import { createPaymentRepository } from '../src/data/payment.repository.js';
import { followOrders } from '../src/features/follow-orders/follow-orders.consumer.js';
import { orderEvent } from './orders.js';
import { createPayoutDesk, type PayoutDesk } from './payout-desk.js';
import { anOrderOf } from './sales.js';

let database: Database;
let desk: PayoutDesk;

beforeAll(async () => {
  database = await openTestDatabase('agreed_refunds');
  await ensureIndexes(database, modelsOf(database.connection));
});

beforeEach(() => {
  desk = createPayoutDesk(database);
});

afterAll(() => dropTestDatabase(database));

const rowsOf = (name: 'orders' | 'events') =>
  database.connection.collection<{ _id: string; eventId?: string; isSettled?: boolean }>(name);
const orders = () => rowsOf('orders');
const amount = { amount: 1_000, currency: 'EUR' } as const;
const refundOf = (status: 'asked' | 'failed') => ({
  ...{ refundId: newId<RefundId>(), amount, reason: 'goodwill' as const, status },
});

const sentTo = (sellerId: UserId) =>
  desk.sent.filter((call) => call.sellerId === sellerId).map((call) => call.amount.amount);

async function pay(sellerId: UserId): Promise<readonly number[]> {
  await desk.payouts.open(sellerId, 'EUR');
  await desk.run();
  return sentTo(sellerId);
}

test('a refund that is agreed and not made yet is kept from the payout, and paid if it fails', async () => {
  const seller = await desk.seller();
  const { orderId: _id } = await desk.sale(seller);
  await orders().updateOne({ _id }, { $set: { refunds: [refundOf('asked')] } });
  expect(await pay(seller)).toEqual([3_600]);
  await orders().updateOne({ _id }, { $set: { refunds: [refundOf('failed')] } });
  expect(await pay(seller)).toEqual([3_600, 900]);
});

test('what an order gives back of an Event that does not take place keeps nothing of others', async () => {
  const seller = await desk.seller();
  await desk.sale(seller);
  const { orderId: _id } = await desk.sale(seller);
  const order = await orders().findOne({ _id });
  const ofOrder = { _id: order?.eventId ?? '' };
  await rowsOf('events').updateOne(ofOrder, { $set: { status: 'cancelled' } });
  await orders().updateOne({ _id }, { $set: { refunds: [refundOf('asked')] } });
  expect(await pay(seller)).toEqual([4_500]);
});

test('a refund that failed has its Event’s sellers told again', async () => {
  const events = createEventRepository(database);
  const payments = createPaymentRepository(database);
  const ledger = createLedgerRepository(database);
  const follow = followOrders({
    ...{ orders: createOrderRepository(database), payments, ledger, events },
  });
  const sale = anOrderOf([{ amount: 5_000, currency: 'EUR' }], { buyer: aUser(), sellers: [] });
  const order: OrderState = { ...sale, status: 'complete', paymentId: newId() };
  const { eventId: _id } = order;
  const over = { organiserId: newId<UserId>(), endsAt: new Date(1_000), version: 1 } as const;
  await database.transact((session) =>
    events.save(session, [{ _id, ...over, status: 'scheduled' }]),
  );
  const isSettled = async () => (await rowsOf('events').findOne({ _id }))?.isSettled;
  const hear = (type: 'OrderRefundAsked' | 'OrderRefundFailed', status: 'asked' | 'failed') => {
    const refunds = [{ ...refundOf(status), askedAt: new Date().toISOString() }];
    const heard = orderEvent(type, { ...order, refunds });
    return database.transact((session) => follow(session, [heard]));
  };
  for (let event = await events.findUnsettled(0); event !== null; ) {
    await events.settle(event);
    event = await events.findUnsettled(0);
  }
  await hear('OrderRefundAsked', 'asked');
  expect(await isSettled()).toBe(true);
  await hear('OrderRefundFailed', 'failed');
  expect(await isSettled()).toBe(false);
});

test('whose money goes back is found by an index that holds nothing else', async () => {
  const sellerId = newId<UserId>();
  const items = [{ sellerId }, { sellerId: newId<UserId>() }];
  await orders().insertMany([
    { _id: newId(), items, refunds: [{ status: 'failed' }, { status: 'asked' }] },
    { _id: newId(), items, refunds: [{ status: 'succeeded' }] },
    { _id: newId(), items, refunds: [] },
  ] as never);
  const plan = await orders()
    .find({ 'items.sellerId': sellerId, 'refunds.status': 'asked' })
    .explain('executionStats');
  expect(JSON.stringify(plan['queryPlanner'].winningPlan)).toContain('"refunds_asked"');
  const { nReturned, totalKeysExamined } = plan['executionStats'];
  expect([nReturned, totalKeysExamined]).toEqual([1, 1]);
});
