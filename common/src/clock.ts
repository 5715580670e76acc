import { setTimeout as wait } from 'node:timers/promises';

/** The only source of wall-clock time. Decisions about holds use the database's clock instead. */
export interface Clock {
  now(): Date;
  /** Waits for `ms` milliseconds; resolves early (without an error) when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  },
};
