import { expect, test } from '../support/clean-console.js';
import { openLive } from '../support/live.js';
import { newPerson } from '../support/market.js';

test('a seller lists four seats, reprices one, withdraws another, and sees a sale arrive', async ({
  baseURL,
  browser,
  watch,
}) => {
  const seller = await newPerson(browser, baseURL, 'Sol Seller');
  const buyer = await newPerson(browser, baseURL, 'Bo Buyer');
  const onlooker = await newPerson(browser, baseURL, 'Ola Onlooker');
  for (const { context } of [seller, buyer, onlooker]) await watch(context);
  const title = `Vale Azul, unplugged ${Date.now() % 10_000}`;

  const selling = await seller.context.newPage();
  await selling.goto('/sell');
  await expect(selling.getByRole('radio', { name: 'Create a new Event' })).toBeEnabled();
  await selling.getByText('Create a new Event').click();
  await selling.getByLabel('Title').fill(title);
  await selling.getByLabel('Kind of Event').selectOption({ label: 'Concert' });
  await selling.getByLabel('Description').fill('Songs for a small room.');
  await selling.getByLabel('Venue').fill('Sala do Rio');
  await selling.getByLabel('City').fill('Lisbon');
  await selling.getByLabel('Country').selectOption({ label: 'Portugal' });
  await selling.getByLabel('Time zone').selectOption('Europe/Lisbon');
  await selling.getByLabel('Starts').fill(`${new Date().getFullYear() + 1}-06-05T20:00`);
  await selling.getByRole('button', { name: 'Continue' }).click();
  await selling.getByLabel('Section').fill('Stalls');
  await selling.getByLabel('Row (optional)').fill('B');
  await selling.getByLabel('Seats', { exact: true }).fill('1-4');
  await selling.getByRole('button', { name: 'Continue' }).click();
  await selling.getByLabel('Price of one ticket').fill('40');
  await expect(selling.getByText('You receive per ticket')).toBeVisible();
  await selling.getByRole('button', { name: 'Continue' }).click();
  await selling.getByRole('button', { name: 'Put them on sale' }).click();

  const table = selling.getByRole('table', { name: `Tickets for ${title}` });
  const rowOf = (seat: number) => table.getByRole('row').filter({ hasText: `seat ${seat}` });
  for (const seat of [1, 2, 3, 4]) await expect(rowOf(seat)).toContainText('On sale');

  // Two people look at the Event while its seller changes it.
  const link = selling.getByRole('link', { name: title });
  const eventPath = (await link.getAttribute('href')) ?? '';
  const buying = await buyer.context.newPage();
  const watching = await onlooker.context.newPage();
  await openLive(buying, eventPath);
  const asks = await openLive(watching, eventPath);
  const seat = (seat: number, page = watching) =>
    page.getByRole('button', { name: new RegExp(`seat ${seat},`) });
  await expect(seat(2, buying)).toHaveAccessibleName(/€40.00, free/);
  await expect(selling.getByText('Live', { exact: true })).toBeVisible();

  await rowOf(2)
    .getByRole('button', { name: /Change the price/ })
    .click();
  await selling.getByLabel(/New price of/).fill('35');
  await selling.getByRole('button', { name: 'Save' }).click();
  for (const page of [buying, watching]) {
    // The old price and the new one, for a moment.
    await expect(seat(2, page)).toContainText('€40.00€35.00');
    await expect(seat(2, page)).toHaveAccessibleName(/seat 2, €35.00, free/);
  }

  await rowOf(3)
    .getByRole('button', { name: /^Withdraw/ })
    .click();
  await selling.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  for (const page of [buying, watching]) await expect(seat(3, page)).toBeHidden();

  await seat(2, buying).click();
  await buying.getByRole('button', { name: 'Hold 1 seat' }).click();
  await expect(seat(2)).toHaveAccessibleName(/just taken/);
  await expect(rowOf(2)).toContainText('Held by a buyer');
  await buying.getByRole('button', { name: /^Works/ }).click();
  await buying.getByRole('button', { name: 'Pay €35.00' }).click();
  await expect(buying.getByRole('heading', { name: /You.re going/ })).toBeVisible({
    timeout: 20_000,
  });
  await expect(rowOf(2)).toContainText('Sold');
  await expect(selling.getByRole('img', { name: /Sales since .*: 1$/ })).toBeVisible();
  await expect(seat(2)).toHaveAccessibleName(/sold/);
  expect(asks.paths, 'nobody polls while they are told').toEqual([]);
});
