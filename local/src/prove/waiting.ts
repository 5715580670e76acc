import { systemClock } from '@marquee/common/clock';

const lookEveryMs = 50;

/** Asks until `look` finds something, and answers it; null when it has not after `msMax`. */
export async function waitFor<Found>(
  msMax: number,
  look: () => Promise<Found | null> | Found | null,
): Promise<Found | null> {
  const startedAtMs = performance.now();
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() - startedAtMs > msMax) return null;
    await systemClock.sleep(lookEveryMs);
  }
}

/** The result of `work`, or null when it takes longer than `msMax` or fails. */
export async function tryWithin<Result>(
  msMax: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, msMax, null);
  });
  const result = await Promise.race([work().catch(() => null), limit]);
  clearTimeout(timer);
  return result;
}
