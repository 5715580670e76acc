import { expect, test } from '../support/clean-console.js';
import { holdTheWire, openLive } from '../support/live.js';
import { newPerson, publishSeats, repriceSeat } from '../support/market.js';

test('without sockets a page asks every few seconds and says so; with them it is live again', async ({
  baseURL,
  browser,
  page,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'A bad line', count: 2 });
  const wire = await holdTheWire(page);
  const asks = await openLive(page, `/events/${event.id}`);
  const seat = (price: string) => page.getByRole('button', { name: `seat 1, ${price}, free` });

  await wire.cut();
  await expect(page.getByText('Updated every few seconds')).toBeVisible();
  await repriceSeat(seller, event, '1', 3_500);
  await expect(seat('€35.00')).toBeVisible();
  expect(asks.paths.length).toBeGreaterThan(0);

  wire.heal();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await repriceSeat(seller, event, '1', 3_000);
  await expect(seat('€30.00')).toBeVisible();
});

test('what changed while the line was cut is there when it heals', async ({
  baseURL,
  browser,
  page,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'A cut line', count: 2 });
  const wire = await holdTheWire(page);
  await openLive(page, `/events/${event.id}`);
  // Nothing can be asked either: a tunnel, a sleeping laptop.
  await page.route('**/api/tickets?*', (route) => route.abort());
  await wire.cut();
  await repriceSeat(seller, event, '1', 3_500);

  await page.unroute('**/api/tickets?*');
  wire.heal();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /seat 1, €35.00, free/ })).toBeVisible();
});

test('a page whose socket’s code does not come asks every few seconds, and is live once it comes', async ({
  baseURL,
  browser,
  page,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'Half a page', count: 1 });
  let isMissing = true;
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const response = await route.fetch();
    const isSocket = (await response.text()).includes('EIO');
    if (isSocket && isMissing) return route.fulfill({ status: 404 });
    return route.fulfill({ response });
  });
  await page.goto(`/events/${event.id}`);
  await expect(page.getByText('Updated every few seconds')).toBeVisible();
  isMissing = false;
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
});
