import { expect, test } from '../support/clean-console.js';
import { newPerson, publishSeats } from '../support/market.js';
import { expectGoing, holdFirstSeat, paymentsOf, takeCard } from '../support/money.js';

test.describe('a card', () => {
  test('is declined: nothing was charged, another one works, and there is one payment', async ({
    baseURL,
    browser,
    watch,
  }) => {
    const seller = await newPerson(browser, baseURL, 'Sol Seller');
    const event = await publishSeats(seller, { title: 'Two cards', count: 1 });
    const buyer = await newPerson(browser, baseURL, 'Dee Clined');
    await watch(buyer.context);
    const page = await buyer.context.newPage();
    const orderId = await holdFirstSeat(page, event);

    await takeCard(page, 'Bank declines');
    await page.getByRole('button', { name: 'Pay €40.00' }).click();
    const news = page.getByRole('alert').filter({ hasText: 'Your bank declined this card' });
    await expect(news).toContainText('Nothing was charged, and the seats are still yours');

    // Away and back in another tab: the page knows, without being told by this browser.
    const later = await buyer.context.newPage();
    await later.goto(`/orders/${orderId}/checkout`);
    await expect(later.getByText('Your bank declined this card')).toBeVisible();
    await takeCard(later, 'Works');
    await later.getByRole('button', { name: 'Pay €40.00' }).click();
    await expectGoing(later);
    await expectGoing(page);
    const payments = await paymentsOf(buyer, orderId);
    expect(payments.map(({ status }) => status)).toEqual(['captured']);
  });

  test('is challenged: the buyer completes it at the bank and is going', async ({
    baseURL,
    browser,
    watch,
  }) => {
    const seller = await newPerson(browser, baseURL, 'Sol Seller');
    const event = await publishSeats(seller, { title: 'The bank asks', count: 1 });
    const buyer = await newPerson(browser, baseURL, 'Cas Challenge');
    await watch(buyer.context);
    const page = await buyer.context.newPage();
    const orderId = await holdFirstSeat(page, event);
    await takeCard(page, 'Bank asks');
    await page.getByRole('button', { name: 'Pay €40.00' }).click();
    await expect(page.getByRole('button', { name: 'Complete' })).toBeVisible();

    // Closed at the bank, and back later: there is a way on.
    await page.goto(`/orders/${orderId}/checkout`);
    const open = page.getByRole('alert').filter({ hasText: 'Your bank still waits' });
    await expect(open).toContainText('Nothing was charged');
    await open.getByRole('link', { name: 'Continue at your bank' }).click();
    await page.getByRole('button', { name: 'Complete' }).click();
    await expectGoing(page);
  });

  test('is challenged and fails: nothing was charged, another card works', async ({
    baseURL,
    browser,
    watch,
  }) => {
    const seller = await newPerson(browser, baseURL, 'Sol Seller');
    const event = await publishSeats(seller, { title: 'Not you?', count: 1 });
    const buyer = await newPerson(browser, baseURL, 'Fay Lure');
    await watch(buyer.context);
    const page = await buyer.context.newPage();
    await holdFirstSeat(page, event);
    await takeCard(page, 'Bank asks');
    await page.getByRole('button', { name: 'Pay €40.00' }).click();
    await page.getByRole('button', { name: 'Fail' }).click();
    const news = page.getByRole('alert').filter({ hasText: 'could not confirm that it is you' });
    await expect(news).toContainText('Nothing was charged');
    await takeCard(page, 'Works');
    await page.getByRole('button', { name: 'Pay €40.00' }).click();
    await expectGoing(page);
  });
});
