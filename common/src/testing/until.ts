import { setTimeout as wait } from 'node:timers/promises';

const pauseMsMin = 10;
/** Asking may cost requests; what takes long is not hurried by asking more often. */
const pauseMsMax = 100;

/**
 * Waits until `condition` holds, asking after 10 ms and then less and less often, every 100 ms at
 * least; throws after `timeoutMs` (default 5,000). Tests wait for conditions, never for time.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  options: { readonly timeoutMs?: number } = {},
): Promise<void> {
  const timeoutMs = options.timeoutMs ?? 5_000;
  const startedAtMs = performance.now();
  let pauseMs = pauseMsMin;
  while (!(await condition())) {
    if (performance.now() - startedAtMs > timeoutMs) {
      throw new Error(`Still not so after ${timeoutMs} ms: ${condition.toString()}`);
    }
    await wait(pauseMs);
    pauseMs = Math.min(pauseMs * 1.2, pauseMsMax);
  }
}
