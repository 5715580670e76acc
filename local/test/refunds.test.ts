import { until } from '@marquee/common/testing/until';
import { runRefundCommand } from '../src/refund-command/refund-command.js';
import { startTestMarketplace, type TestMarketplace } from './composition.js';
import { buyBestSeats, type Customer, publishEvent, signUp } from './customers.js';

let marketplace: TestMarketplace;
beforeAll(async () => {
  marketplace = await startTestMarketplace();
});
afterAll(() => marketplace.destroy());

interface Order {
  readonly id: string;
  readonly status: string;
  readonly total: { readonly amount: number };
  readonly refunds?: readonly { readonly status: string; readonly reason: string }[];
}

const signUpNew = () => signUp(marketplace.url);
const onlyOrderOf = async (buyer: Customer): Promise<Order> => {
  const { items } = await buyer.get<{ items: Order[] }>('/api/orders');
  const [order] = items;
  if (order === undefined) throw new Error('They have no order');
  return order;
};
const statusOf = async (buyer: Customer) => (await onlyOrderOf(buyer)).status;

test('an Event with sales is cancelled: every buyer has all the money back, and the seller sees it', async () => {
  const seller = await signUpNew();
  const eventId = await publishEvent(seller, 5);
  const buyers = await Promise.all([signUpNew(), signUpNew(), signUpNew()]);
  for (const buyer of buyers) await buyBestSeats(buyer, eventId, 1);
  await seller.post(`/api/events/${eventId}/cancel`, {});

  const statuses = () => Promise.all(buyers.map(statusOf));
  await until(async () => (await statuses()).every((status) => status === 'refunded'), {
    timeoutMs: 30_000,
  });
  for (const buyer of buyers)
    expect((await onlyOrderOf(buyer)).refunds).toMatchObject([
      { status: 'succeeded', reason: 'event_cancelled', amount: { amount: 2_500 } },
    ]);
  const progress = await seller.get(`/api/orders/refund-progress?eventId=${eventId}`);
  const refundProgress = { eventId, orders: 3, refunded: 3, failed: 0, isAskingOver: true };
  expect(progress).toEqual({ refundProgress });
  const mine = () =>
    seller.get<{ items: { status: string; orderStatus: string | null }[] }>(
      `/api/tickets/mine?eventId=${eventId}`,
    );
  await until(async () => (await mine()).items.every(({ status }) => status === 'withdrawn'));
  const refunded = (await mine()).items.filter(({ orderStatus }) => orderStatus === 'refunded');
  expect(refunded).toHaveLength(3);
}, 120_000);

test('what an operator gives back goes back while the marketplace runs: a part, then all, and the seat sells again', async () => {
  const seller = await signUpNew();
  const eventId = await publishEvent(seller, 1);
  const buyer = await signUpNew();
  await buyBestSeats(buyer, eventId, 1);
  const { id } = await onlyOrderOf(buyer);
  const refund = async (...words: string[]) => {
    const config = { mongoUrl: marketplace.mongoUrl, dataDir: marketplace.dataDir };
    const terminal = { print: () => undefined, tell: () => undefined };
    const args = ['--order', id, ...words];
    const code = await runRefundCommand(
      args,
      config,
      terminal,
      `${marketplace.databasePrefix}orders`,
    );
    expect(code).toBe(0);
  };
  const ended = async () => {
    const { refunds = [] } = await onlyOrderOf(buyer);
    return refunds.filter(({ status }) => status === 'succeeded').length;
  };

  await refund('--reason', 'goodwill', '--amount', '500');
  await until(async () => (await ended()) === 1, { timeoutMs: 20_000 });
  expect(await statusOf(buyer)).toBe('complete');
  await refund('--reason', 'requested_by_customer');
  await until(async () => (await statusOf(buyer)) === 'refunded', { timeoutMs: 20_000 });
  const next = await signUpNew();
  await buyBestSeats(next, eventId, 1);
  expect(await statusOf(next)).toBe('complete');
}, 120_000);
