import { expect, test } from '../support/clean-console.js';
import { newEmail } from '../support/market.js';

test('a visitor finds an Event, signs up without losing the place, pays, and is going', async ({
  page,
}) => {
  await page.goto('/');
  const search = page.getByRole('main').getByRole('search');
  await search.getByRole('searchbox').first().fill('fado');
  await search.getByRole('button', { name: 'Search' }).click();
  await page
    .getByRole('link', { name: /Fado by Lamplight/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /Fado by Lamplight/ })).toBeVisible();

  const stalls = page.getByRole('listitem').filter({ hasText: 'Plateia' });
  await stalls.getByText('Choose seats', { exact: true }).click();
  const free = stalls.getByRole('button', { name: /, free$/ });
  await free.nth(0).click();
  await free.nth(1).click();
  await expect(page.getByRole('region', { name: 'Your choice' })).toContainText('€96.00');
  await page.getByRole('button', { name: 'Hold 2 seats' }).click();

  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();
  await page.getByLabel('Your name (optional)').fill('Vera Visitor');
  await page.getByLabel('E-mail').fill(newEmail('Vera'));
  await page.getByLabel('Password', { exact: true }).fill('a few words in a row');
  await page.getByRole('button', { name: 'Create account' }).click();

  // Back where they were, with the same two seats chosen.
  await expect(page.getByRole('region', { name: 'Your choice' })).toContainText('€96.00');
  await page.getByRole('button', { name: 'Hold 2 seats' }).click();

  await expect(page.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  await expect(page.getByText('These 2 tickets are yours alone for')).toBeVisible();
  await expect(page.getByText(/^1[45]:\d\d$/)).toBeVisible();
  await page.getByRole('button', { name: /^Works/ }).click();
  await page.getByRole('button', { name: 'Pay €96.00' }).click();

  await expect(page.getByRole('heading', { name: /You.re going/ })).toBeVisible({
    timeout: 20_000,
  });
  await page.goto('/tickets');
  await expect(page.getByRole('main')).toContainText('Fado by Lamplight');
  await page
    .getByRole('link', { name: /Fado by Lamplight|Open/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /You.re going/ })).toBeVisible();
});
