import { config } from '../config.js';
import { expect, test } from '../support/clean-console.js';
import { openLive } from '../support/live.js';
import { newPerson, publishSeats } from '../support/market.js';
import { orderIdIn, orderOf, paymentsOf } from '../support/money.js';

test('the bank says yes after the hold ended: the money is released, the buyer is told and tries again', async ({
  browser,
  watch,
}) => {
  const baseURL = config.hastyUrl;
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'The last second', count: 2 });
  const buyer = await newPerson(browser, baseURL, 'Lou Last');
  const onlooker = await newPerson(browser, baseURL, 'Ola Onlooker');
  for (const { context } of [buyer, onlooker]) await watch(context);
  const watching = await onlooker.context.newPage();
  const asks = await openLive(watching, `/events/${event.id}`);
  const seat = watching.getByRole('button', { name: /seat 1,/ });

  const page = await buyer.context.newPage();
  await page.goto(`/events/${event.id}`);
  await page.getByRole('button', { name: /seat 1, .*free/ }).click();
  await page.getByRole('button', { name: 'Hold 1 seat' }).click();
  await expect(seat).toHaveAccessibleName(/(on hold|just taken)$/);
  await page.getByRole('button', { name: /^Bank asks/ }).click();
  const orderId = orderIdIn(page);
  await page.getByRole('button', { name: 'Pay €40.00' }).click();

  // The buyer looks for the phone that the bank wants to hear from, for longer than the hold lasts.
  const complete = page.getByRole('button', { name: 'Complete' });
  await expect(complete).toBeVisible();
  await expect(seat, 'the seat comes free before an onlooker’s eyes').toHaveAccessibleName(/free/, {
    timeout: 20_000,
  });
  expect((await orderOf(buyer, orderId)).status).toBe('expired');
  await complete.click();
  // By then the bank's question was withdrawn, or its yes comes to an order that is over.
  await page
    .getByRole('link', { name: 'Back to your order' })
    .or(page.getByRole('heading', { name: /Nothing was charged/ }))
    .first()
    .click();

  await expect(page.getByRole('heading', { name: /Nothing was charged/ })).toBeVisible();
  await expect(page.getByText('Your payment came a moment after the time was up')).toBeVisible();
  const payments = await paymentsOf(buyer, orderId);
  expect(payments.map(({ status, reason }) => [status, reason])).toEqual([
    ['released', 'order_expired'],
  ]);

  // The order's own page says the same to who comes back later.
  await page.goto(`/orders/${orderId}`);
  await expect(page.getByText('Your payment came a moment after the time was up')).toBeVisible();
  await page.goto(`/orders/${orderId}/checkout`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  await page.getByRole('button', { name: /^Works/ }).click();
  await page.getByRole('button', { name: 'Pay €40.00' }).click();
  await expect(page.getByRole('heading', { name: /You.re going/ })).toBeVisible({
    timeout: 20_000,
  });
  await expect(seat, 'and is sold before them').toHaveAccessibleName(/(sold|just taken)$/);
  await expect(seat).toHaveAccessibleName(/sold$/);
  expect(asks.paths, 'nobody polls while they are told').toEqual([]);
});
