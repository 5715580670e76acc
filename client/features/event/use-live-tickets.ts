'use client';

import { useMemo, useState } from 'react';
import useSWR from 'swr';
import { type LeftOut, type ListRead, readTickets } from '@/lib/api/list-read';
import type { Ticket } from '@/lib/api/types';
import { pageOf, useLiveList } from '@/lib/api/use-live-list';
import { createTicketOverlay } from '@/lib/live/ticket-overlay';
import type { LiveTopic } from '@/lib/live/use-live';

export interface LiveTickets {
  tickets: Ticket[];
  /** What the Event has and `tickets` does not: it has too many for one page. */
  leftOut: LeftOut;
  /** Changes are told as they happen; otherwise they are asked for every few seconds. */
  isLive: boolean;
  /** The last question went unanswered; what is shown was true a moment ago. */
  isStale: boolean;
  /** Asks now. */
  refresh: () => Promise<void>;
}

const POLL_MS = 1_500;

const pathOf = (eventId: string): string => `/api/tickets?eventId=${encodeURIComponent(eventId)}`;

const readPath = (path: string) => readTickets((query) => pageOf<Ticket>(path, query));

/** The tickets of an Event as they are now, each in its newest version. */
export function useLiveTickets(eventId: string, initial: ListRead<Ticket>): LiveTickets {
  const [overlay] = useState(() => createTicketOverlay<Ticket>());
  const topics = useMemo((): LiveTopic[] => [{ kind: 'tickets', eventId }], [eventId]);
  const live = useLiveList<Ticket>(pathOf(eventId), initial, {
    read: readPath,
    intervalMs: POLL_MS,
    topics,
    overlay,
  });
  const { data: tickets, leftOut, isLive, isStale, refresh } = live;
  return { tickets, leftOut, isLive, isStale, refresh };
}

/** The same tickets, as the page that follows them knows them: asks nothing itself. */
export function useKnownTickets(eventId: string, initial: ListRead<Ticket>): ListRead<Ticket> {
  const { data } = useSWR<ListRead<Ticket>, Error>(pathOf(eventId), null, {
    fallbackData: initial,
  });
  return data ?? initial;
}
