import { until } from '@marquee/common/testing/until';
import { startTestMarketplace, type TestMarketplace } from './composition.js';
import { buyBestSeats, publishEvent, signUp } from './customers.js';

let marketplace: TestMarketplace;
beforeAll(async () => {
  marketplace = await startTestMarketplace();
});
afterAll(() => marketplace.destroy());

interface Mail {
  readonly kind: string;
  readonly text: string;
}

const mails = async (): Promise<readonly Mail[]> => {
  const response = await fetch(`${marketplace.url}/sandbox/mail/messages`);
  return ((await response.json()) as { items: readonly Mail[] }).items;
};

test('who signs up and buys can read at /sandbox/mail what they would be sent', async () => {
  const [seller, buyer] = [await signUp(marketplace.url), await signUp(marketplace.url)];
  await buyBestSeats(buyer, await publishEvent(seller), 2);
  const { items } = await buyer.get<{ items: { id: string }[] }>('/api/orders');
  await until(async () => (await mails()).some(({ kind }) => kind === 'order_complete'));
  const kinds = (await mails()).map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['order_complete', 'order_placed', 'welcome', 'welcome']);
  const going = (await mails()).find(({ kind }) => kind === 'order_complete');
  expect(going?.text).toContain(`${marketplace.url}/orders/${items[0]?.id ?? 'nowhere'}`);
  const page = await fetch(`${marketplace.url}/sandbox/mail`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('You’re going');
});
