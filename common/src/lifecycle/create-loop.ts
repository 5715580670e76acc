import type { Clock } from '../clock.js';
import type { Logger } from '../logging/index.js';
import type { Job } from './service.js';

export interface LoopOptions {
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** One bounded piece of work; says how long there is nothing to do (0: go on at once). */
  turn(signal: AbortSignal): Promise<{ readonly sleepMs: number }>;
}

const failureSleepMs = 1000;

/**
 * A job that takes turns until it is stopped. A failing turn is logged and followed by a pause:
 * what a job does is found in the database, so the next turn finds it again. `wake` ends the
 * sleep, or spares the next one when it comes during a turn. `stop` wakes a sleeping loop and
 * waits for the turn under way.
 */
export function createLoop({ name, clock, logger, turn }: LoopOptions): Job & { wake(): void } {
  let abort = new AbortController();
  let awake = new AbortController();
  let running = Promise.resolve();

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      awake = new AbortController();
      const sleepMs = await turn(signal).then(
        (done) => done.sleepMs,
        (error: unknown) => {
          logger.error({ err: error, job: name }, 'a turn failed and will be repeated');
          return failureSleepMs;
        },
      );
      // A turn of the event loop at least, so that a busy job cannot starve requests.
      await clock.sleep(sleepMs, awake.signal);
    }
  }

  return {
    name,
    wake: () => awake.abort(),
    async start() {
      abort = new AbortController();
      running = run(abort.signal);
    },
    async stop() {
      abort.abort();
      awake.abort();
      await running;
    },
  };
}
