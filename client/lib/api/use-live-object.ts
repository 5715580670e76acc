'use client';
import { useCallback, useEffect, useRef } from 'react';
import useSWR, { type SWRConfiguration } from 'swr';
import { type LiveTopic, useLive } from '@/lib/live/use-live';
import { browserGet } from './browser';
import { newest, type Versioned } from './newest';
import { useAskEvery, useAsking } from './use-asking';

export interface LiveOptions<Item> {
  /** How often to ask while nobody tells us; 0 once nothing can change any more. */
  intervalMs?: number | ((item: Item) => number);
  /** What to follow; while all of it is live nothing is polled, unless the last question failed. */
  topics?: readonly LiveTopic[];
}

export const noTopics: readonly LiveTopic[] = [];

export interface Live<Item> {
  /** The newest state known, never an older one than before. */
  data: Item;
  /** `data` is fresh, and changes are told as they happen; otherwise it is asked for every few seconds. */
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
  const ask = useCallback(async (key: string): Promise<Item> => {
    const answer = await browserGet<Record<string, Item>>(key);
    const incoming = Object.values(answer)[0];
    if (incoming !== undefined) known.current = newest(known.current, incoming);
    return known.current;
  }, []);
  const { fetcher, isStale } = useAsking(ask, known);
  const mutateNow = useRef<() => Promise<unknown>>(async () => undefined);
  const isLive = useLive(options.topics ?? noTopics, {
    onChanged: ({ version }) => {
      if (version > known.current.version) void mutateNow.current();
    },
    onResync: () => void mutateNow.current(),
  });
  const { data, mutate } = useSWR<Item, Error>(path, fetcher, {
    ...liveConfig,
    fallbackData: initial,
    refreshInterval: useAskEvery(options.intervalMs ?? POLL_MS, known, { isLive, isStale }),
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
    isLive: isLive && !isStale,
    isStale,
    refresh,
    accept,
  };
}
