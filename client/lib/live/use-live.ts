'use client';

import { useEffect, useRef, useState } from 'react';
import { useLiveFeeds } from './live-provider';
import type { AccountObject, ChangedMessage, TicketFacts } from './messages';

/** What a page may follow: the tickets of an Event, or things of the signed-in reader. */
export type LiveTopic =
  | { kind: 'tickets'; eventId: string }
  | { kind: 'own'; object: AccountObject; id?: string };

export interface LiveHandlers {
  onTickets?: (items: readonly TicketFacts[]) => void;
  onChanged?: (message: ChangedMessage) => void;
  /** Joined, or something may have been missed: take a fresh snapshot. */
  onResync: () => void;
}

/**
 * Follows topics for as long as the component is there. Answers whether all of them are live; while
 * they are not, the caller polls. Handlers may change from render to render.
 */
export function useLive(topics: readonly LiveTopic[], handlers: LiveHandlers): boolean {
  const feeds = useLiveFeeds();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const key = JSON.stringify(topics);
  const [liveTopics, setLiveTopics] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    if (feeds === null) return;
    const followed = JSON.parse(key) as LiveTopic[];
    const stops = followed.map((topic) => {
      const name = JSON.stringify(topic);
      const onLive = (isLive: boolean) => {
        setLiveTopics((known) => {
          const next = new Set(known);
          if (isLive) next.add(name);
          else next.delete(name);
          return next;
        });
      };
      const onResync = () => latest.current.onResync();
      if (topic.kind === 'tickets') {
        const onTickets = (items: readonly TicketFacts[]) => latest.current.onTickets?.(items);
        return feeds.market.watch(topic.eventId, { onTickets, onResync, onLive });
      }
      const onChanged = (message: ChangedMessage) => {
        const isAskedFor = topic.id === undefined || topic.id === message.id;
        if (message.object === topic.object && isAskedFor) latest.current.onChanged?.(message);
      };
      return feeds.account.follow({ onChanged, onResync, onLive });
    });
    return () => {
      for (const stop of stops) stop();
      setLiveTopics(new Set());
    };
  }, [feeds, key]);

  return topics.length > 0 && topics.every((topic) => liveTopics.has(JSON.stringify(topic)));
}
