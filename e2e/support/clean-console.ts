import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { config } from '../config.js';
import { switchPollingOff } from './no-polling.js';

/**
 * Refusals are answers, not faults: the browser logs each 4xx of a fetch by itself. So is `try_again`
 * (503) on a busy machine: the page asks again, and where that does not help the test fails by it.
 */
const expected = [/the server responded with a status of (4\d\d|503)/];

/** Collects what a page complains about, and fails the test that caused it. */
function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() !== 'error' || expected.some((pattern) => pattern.test(text))) return;
    complaints.push(`${page.url()}: ${text}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
}

interface Fixtures {
  /** Whether pages may ask every few seconds; in the journeys they are told, or know nothing. */
  polls: boolean;
  complaints: string[];
  /** For contexts that a test opens itself, before it opens a page there. */
  watch: (context: BrowserContext) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  polls: [true, { option: true }],
  // Read when a test runs: its files are loaded before there is a marketplace.
  // biome-ignore lint/correctness/noEmptyPattern: see below.
  baseURL: async ({}, use) => use(config.marketUrl),
  complaints: [
    // Playwright reads the fixtures a fixture needs from this pattern; it needs none.
    // biome-ignore lint/correctness/noEmptyPattern: see above.
    async ({}, use) => {
      const complaints: string[] = [];
      await use(complaints);
      expect(complaints, 'the browser console stays free of errors').toEqual([]);
    },
    { auto: true },
  ],
  watch: async ({ complaints, polls }, use) => {
    await use(async (context) => {
      context.on('page', (page) => listen(page, complaints));
      if (!polls) await switchPollingOff(context);
    });
  },
  page: async ({ page, complaints, polls }, use) => {
    listen(page, complaints);
    if (!polls) await switchPollingOff(page.context());
    await use(page);
  },
});

export { expect };
