import { expect, test } from '../support/clean-console.js';
import { holdTheWire, listenToAsks, openLive } from '../support/live.js';
import { holdSeats, newPerson, publishSeats, repriceSeat } from '../support/market.js';

test.use({ polls: false });

/** Longer than any page waits between two questions that it asks by a timer while it is not told. */
const severalPollsMs = 6_000;

test('where the journeys switch polling off, a page that is not told learns nothing', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'Nobody asks', count: 3 });
  for (const { context } of [seller]) await watch(context);
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  await watch(buyer.context);
  const orderId = await holdSeats(buyer, event, 1);

  const pages = await Promise.all(
    [seller, buyer, buyer].map(async ({ context }) => await context.newPage()),
  );
  const [selling, looking, paying] = pages;
  if (!selling || !looking || !paying) throw new Error('three pages');
  const wires = await Promise.all(pages.map(holdTheWire));
  await openLive(looking, `/events/${event.id}`);
  await selling.goto('/seller');
  await expect(selling.getByText('Live', { exact: true })).toBeVisible();
  await paying.goto(`/orders/${orderId}/checkout`);
  await expect(paying.getByRole('heading', { name: 'Held for you' })).toBeVisible();

  for (const wire of wires) await wire.cut();
  for (const page of [selling, looking])
    await expect(page.getByText('Updated every few seconds')).toBeVisible();
  const asks = pages.map(listenToAsks);
  await repriceSeat(seller, event, '3', 3_500);
  await looking.waitForTimeout(severalPollsMs);
  expect(asks.map(({ paths }) => paths)).toEqual([[], [], []]);
  await expect(looking.getByRole('button', { name: 'seat 3, €40.00, free' })).toBeVisible();

  // Told again, it knows.
  for (const wire of wires) wire.heal();
  await expect(looking.getByRole('button', { name: 'seat 3, €35.00, free' })).toBeVisible();
});
