import { setTimeout as pause } from 'node:timers/promises';

export interface Pace {
  readonly eventsPerSecond: number;
  /** Written together, as a round of orders writes its events. */
  readonly eventsPerWrite: number;
  readonly seconds: number;
}

const tickMs = 2;

/**
 * Open loop: writes begin when they are due, whether or not earlier ones have ended, since buyers
 * do not wait for each other either. Resolves when all have ended.
 */
export async function keepPace(pace: Pace, write: () => Promise<void>): Promise<void> {
  const writesPerMs = pace.eventsPerSecond / pace.eventsPerWrite / 1000;
  const startedAt = performance.now();
  const underWay: Promise<void>[] = [];
  for (;;) {
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs >= pace.seconds * 1000) break;
    while (underWay.length < elapsedMs * writesPerMs) underWay.push(write());
    await pause(tickMs);
  }
  await Promise.all(underWay);
}
