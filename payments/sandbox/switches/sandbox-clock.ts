import type { Clock } from '@marquee/common/clock';
import type { Settings } from './settings.js';

/** The machine's clock, put forward by as much as somebody has advanced it. */
export function createSandboxClock(clock: Clock, settings: Settings): Clock {
  return {
    now: () => new Date(clock.now().getTime() + settings.current().clockAheadMs),
    sleep: (ms, signal) => clock.sleep(ms, signal),
  };
}
