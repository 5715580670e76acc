import { newBrowserOf, newCast } from '../support/cast.js';
import { expect, test } from '../support/clean-console.js';
import { type Cast, pagesToSee } from '../support/every-page.js';

/** German words are the longer ones, and a phone has the least room for them. */
const germanPhone = { locale: 'de-DE', viewport: { width: 390, height: 844 } };

let cast: Cast;
test.beforeAll(async ({ browser, baseURL }) => {
  cast = await newCast(browser, baseURL);
});
test.afterAll(async () => {
  await cast.buyer.context.close();
  await cast.seller.context.close();
});

for (const as of ['visitor', 'buyer', 'seller'] as const) {
  test(`what a ${as} sees speaks German and has room for it on a phone`, async ({
    browser,
    baseURL,
    watch,
  }) => {
    const options = { ...germanPhone, ...(baseURL && { baseURL }) };
    const context = await newBrowserOf(as, cast, browser, options);
    await watch(context);
    const page = await context.newPage();
    for (const { name, path } of pagesToSee.filter((each) => each.as === as)) {
      await page.goto(path(cast), { waitUntil: 'load' });
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.screenshot({ path: `screenshots/${name}-390-german.png`, fullPage: true });
      const { language, overflowPixels } = await page.evaluate(() => ({
        language: document.documentElement.lang,
        overflowPixels: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect.soft(language, name).toBe('de');
      expect.soft(overflowPixels, `${name} does not scroll sideways`).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
}
