import { type Clock, systemClock } from '../clock.js';
import { tryAgain } from '../errors.js';
import { isUuidV7, madeAt } from '../ids.js';

const youngMs = 10_000;
export const knownWaitMsMax = 2_000;
/** Clocks of our own processes may differ by this much; more is a date in the future. */
const skewMsMax = 50;

/**
 * Finds what another service owns, whose domain event may still be on its way (architecture.md,
 * "Where a request is too early"): an id made less than 10 s ago is waited for up to 2 s.
 * Answers null at once for every other unknown id. Throws try_again.
 */
export async function waitUntilKnown<T>(
  id: string,
  find: () => Promise<T | null>,
  clock: Clock = systemClock,
): Promise<T | null> {
  const found = await find();
  if (found !== null || !isYoung(id, clock)) return found;
  const deadlineMs = clock.now().getTime() + knownWaitMsMax;
  for (let pauseMs = 10; clock.now().getTime() < deadlineMs; pauseMs = Math.min(pauseMs * 2, 160)) {
    await clock.sleep(pauseMs);
    const arrived = await find();
    if (arrived !== null) return arrived;
  }
  throw tryAgain('This was made a moment ago and has not arrived here yet.');
}

function isYoung(id: string, clock: Clock): boolean {
  if (!isUuidV7(id)) return false;
  const ageMs = clock.now().getTime() - madeAt(id).getTime();
  return ageMs >= -skewMsMax && ageMs < youngMs;
}
