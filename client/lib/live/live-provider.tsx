'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { type AccountFeed, createAccountFeed } from './account-feed';
import { createMarketFeed, type MarketFeed } from './market-feed';
import { onWake } from './on-wake';
import { type OpenSocket, openSocket } from './open-socket';

export interface LiveFeeds {
  market: MarketFeed;
  account: AccountFeed;
}

const LiveContext = createContext<LiveFeeds | null>(null);

interface LiveProviderProps {
  children: ReactNode;
  open?: OpenSocket;
}

/** One connection for the whole tab, opened when a page first follows something. */
export function LiveProvider({ children, open = openSocket }: LiveProviderProps) {
  const feeds = useMemo(
    () => ({ market: createMarketFeed(open), account: createAccountFeed(open) }),
    [open],
  );
  useEffect(
    () =>
      onWake(() => {
        feeds.market.check();
        feeds.account.check();
      }),
    [feeds],
  );
  return <LiveContext value={feeds}>{children}</LiveContext>;
}

/** Null where nothing provides one, as in a test of a single component: then pages poll. */
export const useLiveFeeds = (): LiveFeeds | null => useContext(LiveContext);
