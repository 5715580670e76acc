import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until `condition` holds, asking every 10 ms; throws after `timeoutMs` (default 5,000).
 * Tests wait for conditions, never for time.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  options: { readonly timeoutMs?: number } = {},
): Promise<void> {
  const timeoutMs = options.timeoutMs ?? 5_000;
  const startedAtMs = performance.now();
  while (!(await condition())) {
    if (performance.now() - startedAtMs > timeoutMs) {
      throw new Error(`Still not so after ${timeoutMs} ms: ${condition.toString()}`);
    }
    await wait(10);
  }
}
