'use client';
import { useCallback, useEffect, useRef } from 'react';
import useSWR from 'swr';
import type { TicketFacts } from '@/lib/live/messages';
import type { Overlay } from '@/lib/live/ticket-overlay';
import { useLive } from '@/lib/live/use-live';
import { browserGet } from './browser';
import { type LeftOut, type ListRead, type PageQuery, readPages } from './list-read';
import { newest, newestOfEach, type Versioned } from './newest';
import { withQuery } from './query';
import type { Page } from './types';
import { useAskEvery, useAsking } from './use-asking';
import { type Live, type LiveOptions, liveConfig, noTopics } from './use-live-object';
import { useSoon } from './use-soon';

const POLL_MS = 2_000;
/** What a message does not carry may be a second late. */
const LATER_MS = 1_000;

/** One page of the list at `path`, whose address may have a query of its own. */
export const pageOf = <Item>(path: string, query: PageQuery): Promise<Page<Item>> => {
  const search = withQuery('', { ...query }).slice(1);
  return browserGet<Page<Item>>(`${path}${path.includes('?') ? '&' : '?'}${search}`);
};

export interface LiveListOptions<Item> extends LiveOptions<Item[]> {
  /** How the list is read; otherwise page after page. The same function from render to render. */
  read?: (path: string) => Promise<ListRead<Item>>;
  /** Keeps what is told of tickets, and lays it over what the API answers. */
  overlay?: Overlay<Item>;
  /** The list shows more of a ticket than is told: it is asked for as well, a little later. */
  asksAfterTickets?: boolean;
}

export interface LiveList<Item> extends Live<Item[]> {
  /** What the list has and `data` does not. */
  leftOut: LeftOut;
}

const readAll = <Item>(path: string) => readPages<Item>((query) => pageOf<Item>(path, query));

/** Follows a whole list of the API (`{items, nextCursor}`), each item in its newest version. */
export function useLiveList<Item extends Versioned>(
  path: string,
  initial: ListRead<Item>,
  options: LiveListOptions<Item> = {},
): LiveList<Item> {
  const { overlay, asksAfterTickets = false, topics = noTopics, intervalMs = POLL_MS } = options;
  const { read = readAll<Item> } = options;
  const known = useRef(initial);
  const show = useRef<(read?: ListRead<Item>) => Promise<unknown>>(async () => undefined);
  const ask = async () => {
    await show.current();
    // An answer that a message overtook is dropped, but not what it taught us.
    await show.current(known.current);
  };
  const refreshSoon = useSoon(ask);
  const refreshLater = useSoon(ask, LATER_MS);

  const answer = useCallback(
    async (key: string): Promise<ListRead<Item>> => {
      const { items, leftOut } = await read(key);
      const answered = newestOfEach(known.current.items, items);
      known.current = { items: overlay?.over(answered) ?? answered, leftOut };
      if (overlay?.lacks(known.current) === true) refreshSoon();
      return known.current;
    },
    [overlay, read, refreshSoon],
  );
  const { fetcher, isStale } = useAsking(answer, known);
  const isLive = useLive(topics, {
    onTickets(facts: readonly TicketFacts[]) {
      if (overlay === undefined) return refreshSoon();
      overlay.add(facts);
      known.current = { ...known.current, items: overlay.over(known.current.items) };
      void show.current(known.current);
      if (overlay.lacks(known.current)) refreshSoon();
      else if (asksAfterTickets) refreshLater();
    },
    onChanged: refreshSoon,
    onResync: refreshSoon,
  });
  const everyMs = useCallback(
    ({ items }: ListRead<Item>) =>
      typeof intervalMs === 'function' ? intervalMs(items) : intervalMs,
    [intervalMs],
  );
  const { data, mutate } = useSWR<ListRead<Item>, Error>(path, fetcher, {
    ...liveConfig,
    fallbackData: initial,
    refreshInterval: useAskEvery(everyMs, known, { isLive, isStale }),
  });
  useEffect(() => {
    show.current = (shown) => (shown ? mutate(shown, { revalidate: false }) : mutate());
  }, [mutate]);
  const refresh = useCallback(async () => {
    await mutate();
  }, [mutate]);
  const accept = useCallback(
    (items: Item[]) => {
      const acceptedById = new Map(items.map((item) => [item.id, item]));
      const shown = known.current.items.map((item) => {
        const accepted = acceptedById.get(item.id);
        return accepted === undefined ? item : newest(item, accepted);
      });
      known.current = { ...known.current, items: shown };
      void mutate(known.current, { revalidate: false });
    },
    [mutate],
  );
  const { items, leftOut } = data ?? initial;
  return { data: items, leftOut, isLive: isLive && !isStale, isStale, refresh, accept };
}
