import { config } from '../config.js';
import { expect, test } from '../support/clean-console.js';
import { openLive } from '../support/live.js';
import { newPerson, publishSeats } from '../support/market.js';
import { orderIdIn, orderOf } from '../support/money.js';

test('a hold ends while the card is typed: nothing is charged, the seat is back, one press retries', async ({
  browser,
  watch,
}) => {
  const baseURL = config.hastyUrl;
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'A short evening', count: 2 });
  const slow = await newPerson(browser, baseURL, 'Sam Slow');
  const other = await newPerson(browser, baseURL, 'Olga Other');
  for (const { context } of [slow, other]) await watch(context);

  const watching = await other.context.newPage();
  const asks = await openLive(watching, `/events/${event.id}`);
  const buying = await slow.context.newPage();
  await buying.goto(`/events/${event.id}`);
  await buying.getByRole('button', { name: /seat 1, .*free/ }).click();
  await buying.getByRole('button', { name: 'Hold 1 seat' }).click();
  await expect(buying.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  await expect(watching.getByRole('button', { name: /seat 1, .*(hold|taken)/ })).toBeVisible();
  const orderId = orderIdIn(buying);
  const order = await orderOf(slow, orderId);

  await buying.getByLabel('Card number').pressSequentially('4242 4242 4', { delay: 100 });
  await expect(buying.getByRole('heading', { name: /Your hold ended/ })).toBeVisible({
    timeout: 20_000,
  });
  await expect(buying.getByRole('heading', { name: /Nothing was charged/ })).toBeVisible();

  // The page goes by its clock; the order's end is written within a second of it.
  await expect.poll(async () => (await orderOf(slow, orderId)).status).toBe('expired');
  await expect(watching.getByRole('button', { name: /seat 1, .*free/ })).toBeVisible();
  const lateMs = Date.now() - Date.parse(order.expiresAt);
  // A second on the market, and up to one until we look again.
  expect(lateMs).toBeLessThan(3_000);
  expect(asks.paths, 'nobody polls while they are told').toEqual([]);

  await buying.getByRole('button', { name: 'Try again' }).click();
  await expect(buying.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  await buying.getByRole('button', { name: /^Works/ }).click();
  await buying.getByRole('button', { name: /^Pay/ }).click();
  await expect(buying.getByRole('heading', { name: /You.re going/ })).toBeVisible({
    timeout: 20_000,
  });
});
