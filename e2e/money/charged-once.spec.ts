import { expect, test } from '../support/clean-console.js';
import { newPerson, publishSeats } from '../support/market.js';
import { expectGoing, holdFirstSeat, paymentsOf, takeCard } from '../support/money.js';

test('a double click is one charge', async ({ baseURL, browser, watch }) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'Click click', count: 1 });
  const buyer = await newPerson(browser, baseURL, 'Dora Double');
  await watch(buyer.context);
  const page = await buyer.context.newPage();
  const orderId = await holdFirstSeat(page, event);
  const confirms: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/confirm')) confirms.push(request.url());
  });
  await takeCard(page, 'Works');
  await page.getByRole('button', { name: 'Pay €40.00' }).dblclick();
  await expectGoing(page);
  expect(confirms).toHaveLength(1);
  expect((await paymentsOf(buyer, orderId)).map(({ status }) => status)).toEqual(['captured']);
});

test('two tabs that pay at the same moment are one charge, and both are going', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'Two tabs', count: 1 });
  const buyer = await newPerson(browser, baseURL, 'Tia Tabs');
  await watch(buyer.context);
  const first = await buyer.context.newPage();
  const orderId = await holdFirstSeat(first, event);
  const second = await buyer.context.newPage();
  await second.goto(`/orders/${orderId}/checkout`);
  const tabs = [first, second];
  for (const tab of tabs) await takeCard(tab, 'Works');
  const pay = tabs.map((tab) => tab.getByRole('button', { name: 'Pay €40.00' }));
  for (const button of pay) await expect(button).toBeEnabled();
  const buttons = await Promise.all(pay.map((button) => button.elementHandle()));
  // Without a look at the page before: the second may hear of the first one's payment within it.
  await Promise.all(buttons.map((button) => button?.dispatchEvent('click')));
  for (const tab of tabs) await expectGoing(tab);
  expect((await paymentsOf(buyer, orderId)).map(({ status }) => status)).toEqual(['captured']);
});

test('nobody answers: the buyer is told what is not known, presses again, and is charged once', async ({
  baseURL,
  browser,
  complaints,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'Silence', count: 1 });
  const buyer = await newPerson(browser, baseURL, 'Nora Answer');
  await watch(buyer.context);
  const page = await buyer.context.newPage();
  const orderId = await holdFirstSeat(page, event);
  await takeCard(page, 'Works');
  // The bank hears nothing of the first try.
  await page.route('**/confirm', (route) => route.abort(), { times: 1 });
  await page.getByRole('button', { name: 'Pay €40.00' }).click();
  const news = page.getByRole('alert').filter({ hasText: 'The connection dropped' });
  await expect(news).toContainText('You can never be charged twice for one order');
  await page.getByRole('button', { name: 'Pay €40.00' }).click();
  await expectGoing(page);
  expect((await paymentsOf(buyer, orderId)).map(({ status }) => status)).toEqual(['captured']);
  // The browser says so of the request that this test cut off, and of nothing else.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('net::ERR_FAILED')]);
});
