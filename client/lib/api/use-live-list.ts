'use client';
import { useCallback, useEffect, useRef } from 'react';
import useSWR from 'swr';
import type { TicketFacts } from '@/lib/live/messages';
import type { Overlay } from '@/lib/live/ticket-overlay';
import { useLive } from '@/lib/live/use-live';
import { browserGet } from './browser';
import { newest, newestOfEach, type Versioned } from './newest';
import { withQuery } from './query';
import type { Page } from './types';
import { type Live, type LiveOptions, liveConfig, noTopics } from './use-live-object';
import { useSoon } from './use-soon';

const POLL_MS = 2_000;
const PAGES_MAX = 20;
/** What a message does not carry may be a second late. */
const LATER_MS = 1_000;

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

export interface LiveListOptions<Item> extends LiveOptions<Item[]> {
  /** Keeps what is told of tickets, and lays it over what the API answers. */
  overlay?: Overlay<Item>;
  /** The list shows more of a ticket than is told: it is asked for as well, a little later. */
  asksAfterTickets?: boolean;
}

export type LiveList<Item> = Omit<Live<Item[]>, 'accept'> & { accept: (items: Item[]) => void };

/** Follows a whole list of the API (`{items, nextCursor}`), each item in its newest version. */
export function useLiveList<Item extends Versioned>(
  path: string,
  initial: Item[],
  options: LiveListOptions<Item> = {},
): LiveList<Item> {
  const { overlay, asksAfterTickets = false, topics = noTopics, intervalMs = POLL_MS } = options;
  const known = useRef(initial);
  const show = useRef<(items?: Item[]) => Promise<unknown>>(async () => undefined);
  const ask = async () => {
    await show.current();
    // An answer that a message overtook is dropped, but not what it taught us.
    await show.current(known.current);
  };
  const refreshSoon = useSoon(ask);
  const refreshLater = useSoon(ask, LATER_MS);

  const fetcher = useCallback(
    async (key: string): Promise<Item[]> => {
      const answered = newestOfEach(known.current, await everyPage<Item>(key));
      known.current = overlay?.over(answered) ?? answered;
      if (overlay?.lacks(known.current) === true) refreshSoon();
      return known.current;
    },
    [overlay, refreshSoon],
  );
  const isLive = useLive(topics, {
    onTickets(facts: readonly TicketFacts[]) {
      if (overlay === undefined) return refreshSoon();
      overlay.add(facts);
      known.current = overlay.over(known.current);
      void show.current(known.current);
      if (overlay.lacks(known.current)) refreshSoon();
      else if (asksAfterTickets) refreshLater();
    },
    onChanged: refreshSoon,
    onResync: refreshSoon,
  });
  const interval = isLive ? 0 : intervalMs;
  const { data, error, mutate } = useSWR<Item[], Error>(path, fetcher, {
    ...liveConfig,
    fallbackData: initial,
    refreshInterval: (items) =>
      typeof interval === 'function' ? interval(items ?? initial) : interval,
  });
  useEffect(() => {
    show.current = (items) => (items ? mutate(items, { revalidate: false }) : mutate());
  }, [mutate]);
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
  return { data: data ?? initial, isLive, isStale: error !== undefined, refresh, accept };
}
