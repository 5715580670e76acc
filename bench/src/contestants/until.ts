import { setTimeout as pause } from 'node:timers/promises';

const waitMsMax = 15_000;
const pollMs = 50;

/** Waits for a condition; after a while it goes on all the same. */
export async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + waitMsMax;
  while (performance.now() < deadline) {
    if (await isSo()) return true;
    await pause(pollMs);
  }
  return false;
}

/** Waits until a count no longer changes. */
export async function untilSteady(count: () => Promise<number>): Promise<void> {
  let last = -1;
  await until(async () => {
    const now = await count();
    const isSteady = now === last;
    last = now;
    return isSteady;
  });
}
