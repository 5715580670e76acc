'use client';
import { type RefObject, useCallback, useState } from 'react';
import { isApiProblem } from './problem';

/** How long at most until it is asked again when a question has failed. */
const STALE_POLL_MS_MAX = 5_000;

type Ask<Shown> = (path: string) => Promise<Shown>;

interface Asking<Shown> {
  /** For SWR. It never fails: it keeps to what is known, and `isStale` says so. */
  fetcher: Ask<Shown>;
  /** The last question failed. */
  isStale: boolean;
}

/**
 * Asks, and remembers whether that worked. SWR's own word on it is no use here: taking in what a
 * message told clears its error, and after an error it asks less and less often and polls no more.
 */
export function useAsking<Shown>(ask: Ask<Shown>, known: RefObject<Shown>): Asking<Shown> {
  const [isStale, setStale] = useState(false);
  const fetcher = useCallback(
    async (path: string) => {
      try {
        const answer = await ask(path);
        setStale(false);
        return answer;
      } catch (error) {
        // Signed out elsewhere, or somebody else now: the server decides what this page is.
        if (isApiProblem(error, 'not_signed_in') || isApiProblem(error, 'not_found')) {
          window.location.reload();
        }
        setStale(true);
        return known.current;
      }
    },
    [ask, known],
  );
  return { fetcher, isStale };
}

interface Freshness {
  isLive: boolean;
  isStale: boolean;
}

type Interval<Shown> = number | ((shown: Shown) => number);

/**
 * How often to ask: not at all while changes are told, unless the last question failed. The same
 * function for the same freshness, since SWR begins to wait anew with each new one.
 */
export function useAskEvery<Shown>(
  intervalMs: Interval<Shown>,
  known: RefObject<Shown>,
  { isLive, isStale }: Freshness,
): (shown?: Shown) => number {
  return useCallback(
    (shown = known.current) => {
      const calmMs = typeof intervalMs === 'function' ? intervalMs(shown) : intervalMs;
      if (isStale) return Math.min(calmMs === 0 ? STALE_POLL_MS_MAX : calmMs, STALE_POLL_MS_MAX);
      return isLive ? 0 : calmMs;
    },
    [intervalMs, known, isLive, isStale],
  );
}
