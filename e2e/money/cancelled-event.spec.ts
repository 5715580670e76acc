import { expect, test } from '../support/clean-console.js';
import { holdSeats, newPerson, payFor, publishSeats } from '../support/market.js';
import { orderOf } from '../support/money.js';

test('an organiser cancels an Event with sales: told how much goes back, watches it, and buyers see it', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, {
    title: `Called off ${Date.now() % 10_000}`,
    count: 4,
  });
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  const orderId = await holdSeats(buyer, event, 2);
  await payFor(buyer, orderId);
  for (const { context } of [seller, buyer]) await watch(context);

  const buying = await buyer.context.newPage();
  await buying.goto(`/orders/${orderId}`);
  await expect(buying.getByRole('heading', { name: /You.re going/ })).toBeVisible();

  const selling = await seller.context.newPage();
  await selling.goto('/seller');
  await selling.getByRole('button', { name: 'Cancel Event' }).click();
  const dialog = selling.getByRole('dialog', { name: `Cancel ${event.title}?` });
  await expect(dialog).toContainText('2 tickets are sold: €80.00 goes back to their buyers');
  const confirm = dialog.getByRole('button', { name: 'Cancel and refund €80.00' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('checkbox', { name: /every buyer to be refunded/ }).check();
  await confirm.click();
  await expect(dialog).toBeHidden();
  const group = selling.getByRole('region', { name: event.title });
  await expect(
    group.getByRole('heading', { name: 'Every buyer has their money back' }),
  ).toBeVisible({ timeout: 30_000 });
  await expect(group).toContainText('One order was refunded in full');

  // The buyer's page, open all the while, followed by itself.
  await expect(buying.getByRole('heading', { name: /Your money went back/ })).toBeVisible();
  await expect(buying.getByRole('region', { name: 'Refunds' })).toContainText('€80.00');
  await expect(buying.getByRole('region', { name: 'Refunds' })).toContainText('Done');
  expect((await orderOf(buyer, orderId)).status).toBe('refunded');

  await buying.goto(`/events/${event.id}`);
  await expect(buying.getByRole('heading', { name: `${event.title} was cancelled` })).toBeVisible();
  await expect(buying.getByRole('main')).toContainText('the full amount goes back to the card');

  await buying.goto(`/orders/${orderId}/receipt`);
  await expect(buying.getByRole('main')).toContainText('Paid after refunds');
  await expect(buying.getByRole('main')).toContainText('€0.00');
});
