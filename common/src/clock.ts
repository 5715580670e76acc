import { setTimeout as wait } from 'node:timers/promises';

/** The only source of wall-clock time. Decisions about holds use the database's clock instead. */
export interface Clock {
  now(): Date;
  /** Waits for `ms` milliseconds; resolves early (without an error) when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => sleep(ms, true, signal),
};

/** The same clock, whose sleep keeps no process alive: for what the next process does as well. */
export function unheld(clock: Clock): Clock {
  return { ...clock, sleep: (ms, signal) => sleep(ms, false, signal) };
}

async function sleep(ms: number, ref: boolean, signal?: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { ref, ...(signal !== undefined && { signal }) });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
