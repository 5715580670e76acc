'use client';
import { useCallback, useRef } from 'react';
import useSWR from 'swr';
import { browserGet } from './browser';
import { newest, newestOfEach, type Versioned } from './newest';
import { withQuery } from './query';
import type { Page } from './types';
import { type Live, type LiveOptions, liveConfig } from './use-live-object';

const POLL_MS = 2_000;
const PAGES_MAX = 20;

async function everyPage<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const paging = withQuery('', { limit: 100, cursor }).slice(1);
    const key = `${path}${path.includes('?') ? '&' : '?'}${paging}`;
    const answer = await browserGet<Page<Item>>(key);
    items.push(...answer.items);
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return items;
}

/** Follows a whole list of the API (`{items, nextCursor}`), each item in its newest version. */
export function useLiveList<Item extends Versioned>(
  path: string,
  initial: Item[],
  options: LiveOptions<Item[]> = {},
): Omit<Live<Item[]>, 'accept'> & { accept: (items: Item[]) => void } {
  const known = useRef(initial);
  const fetcher = useCallback(async (key: string): Promise<Item[]> => {
    known.current = newestOfEach(known.current, await everyPage<Item>(key));
    return known.current;
  }, []);
  const interval = options.intervalMs ?? POLL_MS;
  const { data, error, mutate } = useSWR<Item[], Error>(path, fetcher, {
    ...liveConfig,
    fallbackData: initial,
    refreshInterval: (items) =>
      typeof interval === 'function' ? interval(items ?? initial) : interval,
  });
  const refresh = useCallback(async () => {
    await mutate();
  }, [mutate]);
  const accept = useCallback(
    (items: Item[]) => {
      const acceptedById = new Map(items.map((item) => [item.id, item]));
      known.current = known.current.map((item) => {
        const accepted = acceptedById.get(item.id);
        return accepted === undefined ? item : newest(item, accepted);
      });
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
