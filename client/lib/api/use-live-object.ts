'use client';
import { useCallback, useRef } from 'react';
import useSWR, { type SWRConfiguration } from 'swr';
import { browserGet } from './browser';
import { newest, type Versioned } from './newest';
import { isApiProblem } from './problem';

export interface LiveOptions<Item> {
  /** How often to ask while the page is in front; 0 once nothing can change any more. */
  intervalMs?: number | ((item: Item) => number);
}

export interface Live<Item> {
  /** The newest state known, never an older one than before. */
  data: Item;
  /** The last question failed; `data` is then what was known before. */
  isStale: boolean;
  /** Asks now. */
  refresh: () => Promise<void>;
  /** Takes in a state learned from an answer elsewhere, a mutation's for example. */
  accept: (item: Item) => void;
}

const POLL_MS = 1_500;

/** The settings every live question shares, so that a push can one day stand behind all of them. */
export const liveConfig: SWRConfiguration = {
  revalidateOnFocus: true,
  revalidateOnReconnect: true,
  focusThrottleInterval: 1_000,
  dedupingInterval: 300,
  keepPreviousData: true,
  onError: (error) => {
    // Signed out elsewhere, or somebody else now: the server decides what this page is.
    if (isApiProblem(error, 'not_signed_in') || isApiProblem(error, 'not_found')) {
      window.location.reload();
    }
  },
};

/**
 * Follows one object of the API: `path` answers `{name: object}`. Starts with what the server
 * rendered, asks again on focus, on reconnect and by a poll, and keeps the newest version only.
 */
export function useLiveObject<Item extends Versioned>(
  path: string,
  initial: Item,
  options: LiveOptions<Item> = {},
): Live<Item> {
  const known = useRef(initial);
  const fetcher = useCallback(async (key: string): Promise<Item> => {
    const answer = await browserGet<Record<string, Item>>(key);
    const incoming = Object.values(answer)[0];
    if (incoming !== undefined) known.current = newest(known.current, incoming);
    return known.current;
  }, []);
  const interval = options.intervalMs ?? POLL_MS;
  const { data, error, mutate } = useSWR<Item, Error>(path, fetcher, {
    ...liveConfig,
    fallbackData: initial,
    refreshInterval: (item) =>
      typeof interval === 'function' ? interval(item ?? initial) : interval,
  });
  const refresh = useCallback(async () => {
    await mutate();
  }, [mutate]);
  const accept = useCallback(
    (item: Item) => {
      known.current = newest(known.current, item);
      void mutate(known.current, { revalidate: false });
    },
    [mutate],
  );
  return {
    data: data ?? initial,
    isStale: error !== undefined,
    refresh,
    accept,
  };
}
