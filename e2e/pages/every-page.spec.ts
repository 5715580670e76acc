import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { newBrowserOf, newCast } from '../support/cast.js';
import { expect, test } from '../support/clean-console.js';
import { type Cast, pagesToSee } from '../support/every-page.js';

interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** Both widths and both schemes are examined; their other pairings are drawn and measured. */
  readonly isExamined?: boolean;
}

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };
const looks: readonly Look[] = [
  { ...phone, colorScheme: 'light', isExamined: true },
  { ...phone, colorScheme: 'dark' },
  { ...desk, colorScheme: 'dark', isExamined: true },
  { ...desk, colorScheme: 'light' },
];

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
    const context = await newBrowserOf(as, cast, browser, { ...(baseURL && { baseURL }) });
    await watch(context);
    const page = await context.newPage();
    await page.goto(path(cast), { waitUntil: 'load' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // Looks follow width and colour scheme by CSS alone, so one visit shows all four.
    for (const look of looks) await inspect(page, name, look);
    await context.close();
  });
}

async function inspect(page: Page, name: string, look: Look): Promise<void> {
  const { width, height, colorScheme, isExamined } = look;
  const where = `${name} at ${width} px, ${colorScheme}`;
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height });
  await page.screenshot({
    path: `screenshots/${name}-${width}-${colorScheme}.png`,
    fullPage: true,
  });

  const overflowPixels = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflowPixels, `${where} does not scroll sideways`).toBeLessThanOrEqual(0);
  if (isExamined === true) await examine(page, where);
}

async function examine(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect.soft(grave.map(describe), where).toEqual([]);
}

function describe({ id, nodes }: { id: string; nodes: { html: string }[] }): string {
  return `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`;
}
