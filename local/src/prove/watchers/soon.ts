import { systemClock } from '@marquee/common/clock';

const soonMs = 100;
const spreadMs = 300;
/** While nobody tells, and after an answer that did not come. */
const pollMs = 1_500;

export interface Soon {
  /** Does the work in a moment, once for all who ask meanwhile, and again for who asks during it. */
  ask(): void;
  stop(): Promise<void>;
}

/**
 * Asks as a page does: soon when it is told to, and every second and a half while `mustPoll` or
 * after a failure. `work` answers whether it has what it wanted.
 */
export function createSoon(work: () => Promise<boolean>, mustPoll: () => boolean): Soon {
  const stopping = new AbortController();
  const { signal } = stopping;
  let isWanted = true;
  let wake = new AbortController();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      if (!isWanted) {
        wake = new AbortController();
        await systemClock.sleep(pollMs, AbortSignal.any([signal, wake.signal]));
      }
      if (signal.aborted || !(isWanted || mustPoll())) continue;
      await systemClock.sleep(soonMs + Math.random() * spreadMs, signal);
      isWanted = false;
      const isDone = signal.aborted || (await work());
      if (!isDone) await systemClock.sleep(pollMs, signal);
      isWanted ||= !isDone;
    }
  }

  const running = run();
  return {
    ask() {
      isWanted = true;
      wake.abort();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
