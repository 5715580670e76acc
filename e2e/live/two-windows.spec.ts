import { expect, test } from '../support/clean-console.js';
import { listenToAsks, openLive } from '../support/live.js';
import { holdSeats, newPerson, payFor, publishSeats } from '../support/market.js';

test.use({ polls: false });

test('an order in two windows stays in step: let go in one, it is over in the other', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  await watch(buyer.context);
  const event = await publishSeats(seller, { title: 'Two windows', count: 4 });
  const orderId = await holdSeats(buyer, event, 1);
  const [left, right] = [await buyer.context.newPage(), await buyer.context.newPage()];
  const asks = listenToAsks(right);
  await left.goto(`/orders/${orderId}/checkout`);
  await right.goto(`/orders/${orderId}`);
  await expect(right.getByRole('link', { name: 'Continue to payment' })).toBeVisible();
  // The snapshot after joining.
  await expect.poll(() => asks.paths.length).toBeGreaterThan(0);

  await left.getByRole('button', { name: 'Let the seats go' }).click();
  await left.getByRole('button', { name: 'Let them go' }).click();
  await expect(right.getByRole('heading', { name: /You let these tickets go/ })).toBeVisible();
});

test('paid in one window, the other says so; signed out in one, the other shows nothing more', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  await watch(buyer.context);
  const event = await publishSeats(seller, { title: 'Two windows', count: 4 });
  const orderId = await holdSeats(buyer, event, 2);
  const page = await buyer.context.newPage();
  const asks = listenToAsks(page);
  await page.goto(`/orders/${orderId}`);
  await expect(page.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  await expect.poll(() => asks.paths.length).toBeGreaterThan(0);
  asks.clear();

  await payFor(buyer, orderId);
  await expect(page.getByRole('heading', { name: /You.re going/ })).toBeVisible();
  // Placed, paid, complete: it was told of each, and asked no oftener.
  expect(asks.paths.length).toBeLessThanOrEqual(4);

  await buyer.request.post('/api/users/signout');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('what one holds in one window nobody took from them in the other', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  await watch(buyer.context);
  const event = await publishSeats(seller, { title: 'Two windows', count: 4 });
  const [left, right] = [await buyer.context.newPage(), await buyer.context.newPage()];
  for (const page of [left, right]) {
    await openLive(page, `/events/${event.id}`);
    await page.getByRole('button', { name: /seat 3, .*free/ }).click();
  }
  await left.getByRole('button', { name: 'Hold 1 seat' }).click();
  await expect(right.getByText('You hold one ticket until')).toBeVisible();
  await expect(right.getByRole('button', { name: 'Hold seats' })).toBeDisabled();
  await expect(right.getByText('Another buyer was faster')).toBeHidden();
});

test('an Event published in one window, and what it sells, arrives in the other', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  await watch(seller.context);
  await publishSeats(seller, { title: 'The first evening', count: 1 });
  const page = await seller.context.newPage();
  await page.goto('/seller');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  const later = await publishSeats(seller, { title: 'A later evening', count: 1 });
  const section = page.getByRole('region', { name: later.title });
  await expect(section.getByRole('row').filter({ hasText: 'seat 1' })).toContainText('On sale');
  await holdSeats(buyer, later, 1);
  await expect(section.getByRole('row').filter({ hasText: 'seat 1' })).toContainText('Held');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
});
