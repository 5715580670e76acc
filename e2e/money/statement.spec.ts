import { expect, test } from '../support/clean-console.js';
import { holdSeats, newPerson, payFor, publishSeats } from '../support/market.js';

test('a seller sees fee and net before listing, and each sale in the statement with both', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Stina Statement');
  await watch(seller.context);
  const event = await publishSeats(seller, { title: 'By the book', count: 2 });
  const page = await seller.context.newPage();
  await page.goto('/seller/statement');
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Say where your money goes' })).toBeVisible();

  await page.goto(`/sell/events/${event.id}`);
  // What is typed before the page's scripts have come is typed again.
  await expect(async () => {
    await page.getByLabel('Section').fill('Balcony');
    await page.getByLabel('Seats', { exact: true }).fill('1-2');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByLabel('Price of one ticket')).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.getByLabel('Price of one ticket').fill('40.05');
  for (const text of ['Marquee’s fee (10%)', '\u2212€4.00', '€36.05', '€72.10']) {
    await expect(page.getByRole('main')).toContainText(text);
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('€36.05')).toBeVisible();

  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  await payFor(buyer, await holdSeats(buyer, event, 2));
  await page.goto('/');
  await page.getByRole('button', { name: 'Account of Stina Statement' }).click();
  await page.getByRole('link', { name: 'Balance and payouts' }).click();
  await expect(page).toHaveURL(/\/seller\/statement$/);
  const table = page.getByRole('table', { name: 'Statement' });
  await expect(async () => {
    await page.reload();
    await expect(table.getByRole('row').filter({ hasText: 'Sale' })).toContainText('By the book', {
      timeout: 1_000,
    });
  }).toPass();
  const sale = table.getByRole('row').filter({ hasText: 'Sale' });
  for (const amount of ['€80.00', '€8.00', '€72.00']) await expect(sale).toContainText(amount);
  await expect(page.getByRole('region', { name: 'Balance' })).toContainText('€72.00');

  await page.getByRole('button', { name: 'Set up payouts' }).click();
  await expect(page).not.toHaveURL(/\/seller\/statement$/);
});
