import AxeBuilder from '@axe-core/playwright';
import { newCast } from '../support/cast.js';
import { expect, test } from '../support/clean-console.js';
import { type Cast, pagesToSee } from '../support/every-page.js';

const widths = [390, 1280] as const;
const themes = ['light', 'dark'] as const;

let cast: Cast;
test.beforeAll(async ({ browser, baseURL }) => {
  cast = await newCast(browser, baseURL);
});
test.afterAll(async () => {
  await cast.buyer.context.close();
  await cast.seller.context.close();
});

for (const { name, path, as } of pagesToSee) {
  test(`${name}: no serious accessibility findings, light and dark, phone and desk`, async ({
    browser,
    baseURL,
    watch,
  }) => {
    const storageState =
      as === 'visitor' ? { cookies: [], origins: [] } : await cast[as].context.storageState();
    const context = await browser.newContext({ ...(baseURL && { baseURL }), storageState });
    watch(context);
    const page = await context.newPage();
    for (const colorScheme of themes) {
      for (const width of widths) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
        await page.goto(path(cast), { waitUntil: 'load' });
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.screenshot({
          path: `screenshots/${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        const grave = violations.filter(
          ({ impact }) => impact === 'serious' || impact === 'critical',
        );
        expect.soft(grave.map(describe), `${name} at ${width} px, ${colorScheme}`).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect
          .soft(overflow, `${name} at ${width} px does not scroll sideways`)
          .toBeLessThanOrEqual(0);
      }
    }
    await context.close();
  });
}

function describe({ id, nodes }: { id: string; nodes: { html: string }[] }): string {
  return `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`;
}
