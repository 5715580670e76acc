import { expect, test } from '../support/clean-console.js';
import { headingsSaid, openLive } from '../support/live.js';
import { cancel, holdSeats, newPerson, publishSeats, withdrawSeat } from '../support/market.js';

test.use({ polls: false });

test('an Event is cancelled while people look: each is told what is true, and nobody reloads', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  const onlooker = await newPerson(browser, baseURL, 'Ola Onlooker');
  for (const { context } of [buyer, onlooker]) await watch(context);
  const event = await publishSeats(seller, { title: 'Called off', count: 4 });
  const orderId = await holdSeats(buyer, event, 1);
  const [order, looking] = [await buyer.context.newPage(), await onlooker.context.newPage()];
  await order.goto(`/orders/${orderId}`);
  await expect(order.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  const said = await headingsSaid(order);
  await openLive(looking, `/events/${event.id}`);
  await looking.getByRole('button', { name: /seat 4, .*free/ }).click();

  await cancel(seller, event);
  await expect(looking.getByRole('heading', { name: 'Called off was cancelled' })).toBeVisible();
  await expect(
    order.getByRole('heading', { name: 'The Event was cancelled. Nothing was charged' }),
  ).toBeVisible();
  expect((await said()).join('\n')).not.toContain('You let these tickets go');
});

test('every ticket is withdrawn: the page keeps its frame and says so, and of a picked seat too', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const onlooker = await newPerson(browser, baseURL, 'Ola Onlooker');
  await watch(onlooker.context);
  const event = await publishSeats(seller, { title: 'Taken home', count: 2 });
  const page = await onlooker.context.newPage();
  await openLive(page, `/events/${event.id}`);
  await page.getByRole('button', { name: /seat 2, .*free/ }).click();

  await withdrawSeat(seller, event, '2');
  await expect(page.getByText('No longer offered: Stalls A2')).toBeVisible();
  await expect(page.getByText('Another buyer was faster')).toBeHidden();
  await withdrawSeat(seller, event, '1');
  await expect(page.getByText('No tickets are offered any more')).toBeVisible();
  await expect(page.getByText('No longer offered: Stalls A2')).toBeVisible();
  await expect(page.getByText('No tickets yet')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Your choice' })).toBeVisible();
});
