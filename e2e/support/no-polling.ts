import type { BrowserContext } from '@playwright/test';

/**
 * Pages of this context ask nothing by a timer: they believe that nobody looks at them, and the
 * library that polls for them (SWR) does not poll for a page that is hidden. What they are told, and
 * what they ask because of it, goes on. `live/no-polling.spec.ts` proves that it is so.
 */
export async function switchPollingOff(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden' });
  });
}
