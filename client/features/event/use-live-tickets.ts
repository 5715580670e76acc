'use client';

import useSWR from 'swr';
import type { Ticket } from '@/lib/api/types';
import { useLiveList } from '@/lib/api/use-live-list';

export interface LiveTickets {
  tickets: Ticket[];
  /** The last question went unanswered; what is shown was true a moment ago. */
  isStale: boolean;
  /** Asks now. */
  refresh: () => Promise<void>;
}

const POLL_MS = 1_500;

const pathOf = (eventId: string): string => `/api/tickets?eventId=${encodeURIComponent(eventId)}`;

/**
 * The tickets of an Event as they are now, each in its newest version. Asked for on focus and by a
 * poll; where a push arrives one day, it belongs behind this hook and nothing above it changes.
 */
export function useLiveTickets(eventId: string, initial: Ticket[]): LiveTickets {
  const { data, isStale, refresh } = useLiveList<Ticket>(pathOf(eventId), initial, {
    intervalMs: POLL_MS,
  });
  return { tickets: data, isStale, refresh };
}

/** The same tickets, as the page that follows them knows them: asks nothing itself. */
export function useKnownTickets(eventId: string, initial: Ticket[]): Ticket[] {
  const { data } = useSWR<Ticket[], Error>(pathOf(eventId), null, { fallbackData: initial });
  return data ?? initial;
}
