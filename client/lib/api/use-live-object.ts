'use client';
import { useCallback, useEffect, useRef } from 'react';
import useSWR, { type SWRConfiguration } from 'swr';
import { type LiveTopic, useLive } from '@/lib/live/use-live';
import { browserGet } from './browser';
import { newest, type Versioned } from './newest';
import { isApiProblem } from './problem';

export interface LiveOptions<Item> {
  /** How often to ask while nobody tells us; 0 once nothing can change any more. */
  intervalMs?: number | ((item: Item) => number);
  /** What to follow; while all of it is live nothing is polled. */
  topics?: readonly LiveTopic[];
}

export const noTopics: readonly LiveTopic[] = [];

export interface Live<Item> {
  /** The newest state known, never an older one than before. */
  data: Item;
  /** Changes are told as they happen; otherwise they are asked for every few seconds. */
  isLive: boolean;
  /** The last question failed; `data` is then what was known before. */
  isStale: boolean;
  /** Asks now. */
  refresh: () => Promise<void>;
  /** Takes in a state learned from an answer elsewhere, a mutation's for example. */
  accept: (item: Item) => void;
}

const POLL_MS = 1_500;

/** The settings every live question shares. */
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
 * rendered, asks again when told that it changed, on focus, and by a poll while nobody tells us. It
 * keeps the newest version only.
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
  const mutateNow = useRef<() => Promise<unknown>>(async () => undefined);
  const isLive = useLive(options.topics ?? noTopics, {
    onChanged: ({ version }) => {
      if (version > known.current.version) void mutateNow.current();
    },
    onResync: () => void mutateNow.current(),
  });
  const interval = isLive ? 0 : (options.intervalMs ?? POLL_MS);
  const { data, error, mutate } = useSWR<Item, Error>(path, fetcher, {
    ...liveConfig,
    fallbackData: initial,
    refreshInterval: (item) =>
      typeof interval === 'function' ? interval(item ?? initial) : interval,
  });
  const refresh = useCallback(async () => {
    await mutate();
    // An answer that `accept` overtook is dropped, but not what it taught us.
    await mutate(known.current, { revalidate: false });
  }, [mutate]);
  useEffect(() => {
    mutateNow.current = refresh;
  }, [refresh]);
  const accept = useCallback(
    (item: Item) => {
      known.current = newest(known.current, item);
      void mutate(known.current, { revalidate: false });
    },
    [mutate],
  );
  return {
    data: data ?? initial,
    isLive,
    isStale: error !== undefined,
    refresh,
    accept,
  };
}
