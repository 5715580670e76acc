import { type Clock, systemClock } from '@marquee/common/clock';

export interface TestClock extends Clock {
  /** Moves the time forward; it runs on from there. */
  advanceHours(hours: number): void;
}

/** The real time, until a test moves it. */
export function aClock(): TestClock {
  let aheadMs = 0;
  return {
    now: () => new Date(systemClock.now().getTime() + aheadMs),
    sleep: systemClock.sleep,
    advanceHours(hours) {
      aheadMs += hours * 60 * 60 * 1000;
    },
  };
}
