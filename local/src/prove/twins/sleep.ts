import { type Clock, systemClock } from '@marquee/common/clock';

/** A clock whose sleepers, from `begin` to `end`, do not wake up: no heartbeat is sent. */
export function createSleep() {
  let over = Promise.resolve();
  let end = () => {};
  const clock: Clock = {
    now: () => systemClock.now(),
    async sleep(ms, signal) {
      await systemClock.sleep(ms, signal);
      await over;
    },
  };
  return {
    clock,
    begin() {
      over = new Promise((resolve) => {
        end = resolve;
      });
    },
    end: () => end(),
  };
}
