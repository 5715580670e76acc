'use client';

import { useEffect, useState } from 'react';
import { useLiveFeeds } from './live-provider';

/** About how many people look at an Event now, the reader among them; null while nobody says. */
export function useViewers(eventId: string): number | null {
  const feeds = useLiveFeeds();
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    if (feeds === null) return;
    return feeds.market.watch(eventId, {
      onViewers: setCount,
      onLive: (isLive) => {
        if (!isLive) setCount(null);
      },
    });
  }, [feeds, eventId]);
  return count;
}
