import { expect, test } from '../support/clean-console.js';
import { holdSeats, newPerson, payFor, publishSeats } from '../support/market.js';

test('a receipt has everything on one page, and only that is printed', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'For my taxes', count: 2 });
  const buyer = await newPerson(browser, baseURL, 'Rae Ceipt');
  await watch(buyer.context);
  const orderId = await holdSeats(buyer, event, 2);
  const page = await buyer.context.newPage();
  await page.goto(`/orders/${orderId}/receipt`);
  await expect(page.getByRole('heading', { name: 'Held for you' })).toBeVisible();

  await payFor(buyer, orderId);
  await page.goto(`/orders/${orderId}`);
  await page.getByRole('link', { name: 'Receipt' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText(orderId);
  await expect(main).toContainText('For my taxes');
  await expect(main).toContainText('rae.ceipt');
  await expect(page.getByRole('table', { name: 'Tickets' }).getByRole('row')).toHaveCount(3);
  await expect(main).toContainText('€80.00');
  await expect(main).toContainText('Test card: no real money moved');
  await expect(page.getByText('Paid', { exact: true })).toBeVisible();
  // The page before had one, too, and may not have taken it away yet.
  await expect(page.locator('meta[name=robots]').first()).toHaveAttribute('content', /noindex/);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(main).toContainText('€80.00');
});
