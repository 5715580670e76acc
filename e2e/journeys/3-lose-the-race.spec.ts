import { expect, test } from '../support/clean-console.js';
import { openLive } from '../support/live.js';
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
      await watch(context);
      const page = await context.newPage();
      await page.goto(`/events/${event.id}`);
      await page.getByRole('button', { name: /seat 3, .*free/ }).click();
      await expect(page.getByRole('button', { name: 'Hold 1 seat' })).toBeEnabled();
      return page;
    }),
  );

  // Somebody else has chosen the same seat and not pressed yet.
  const slow = await newPerson(browser, baseURL, 'Cleo Careful');
  await watch(slow.context);
  const choosing = await slow.context.newPage();
  const asks = await openLive(choosing, `/events/${event.id}`);
  await choosing.getByRole('button', { name: /seat 3, .*free/ }).click();

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
  await expect(choosing.getByText('Stalls A3 was just taken')).toBeVisible();
  await expect(choosing.getByRole('button', { name: /seat 3,/ })).toHaveAccessibleName(
    /just taken/,
  );
  await choosing.getByRole('button', { name: 'Take Stalls A2 instead, €40.00' }).click();
  await expect(choosing.getByRole('region', { name: 'Your choice' })).toContainText('A2');
  expect(asks.paths, 'nobody polls while they are told').toEqual([]);

  await expect(loser.getByText(/Nothing was held or charged/)).toBeVisible();
  // The nearest seats at the same price, in one press.
  await loser
    .getByRole('button', { name: /^Hold Stalls A(2|4) instead/ })
    .first()
    .click();
  await expect(loser.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  await expect(loser.getByRole('main')).toContainText(/seat (2|4)/);
});
