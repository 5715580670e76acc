import { expect, test } from '../support/clean-console.js';
import { newPerson, publishSeats } from '../support/market.js';

test('two buyers press at once: one holds the seat, the other reads it and is offered the next', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const event = await publishSeats(seller, { title: 'One seat in the middle', count: 6 });
  const buyers = await Promise.all(
    ['Ada First', 'Ben First'].map((name) => newPerson(browser, baseURL, name)),
  );
  const pages = await Promise.all(
    buyers.map(async ({ context }) => {
      watch(context);
      const page = await context.newPage();
      await page.goto(`/events/${event.id}`);
      await page.getByRole('button', { name: /seat 3, .*free/ }).click();
      await expect(page.getByRole('button', { name: 'Hold 1 seat' })).toBeEnabled();
      return page;
    }),
  );

  await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Hold 1 seat' }).click()));

  const outcomes = await Promise.all(
    pages.map(async (page) => {
      const held = page.getByRole('heading', { name: 'Held for you' });
      const lost = page.getByText('Another buyer was faster by a moment').first();
      await expect(held.or(lost).first()).toBeVisible();
      return { page, hasSeat: await held.isVisible() };
    }),
  );
  expect(outcomes.filter(({ hasSeat }) => hasSeat)).toHaveLength(1);

  const loser = outcomes.find(({ hasSeat }) => !hasSeat)?.page;
  if (loser === undefined) throw new Error('Both have the seat');
  await expect(loser.getByText(/Nothing was held or charged/)).toBeVisible();
  // The nearest seats at the same price, in one press.
  await loser
    .getByRole('button', { name: /^Hold Stalls A(2|4) instead/ })
    .first()
    .click();
  await expect(loser.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  await expect(loser.getByRole('main')).toContainText(/seat (2|4)/);
});
