'use client';

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

/**
 * The tickets of an Event as they are now, each in its newest version. Asked for on focus and by a
 * poll; where a push arrives one day, it belongs behind this hook and nothing above it changes.
 */
export function useLiveTickets(eventId: string, initial: Ticket[]): LiveTickets {
  const { data, isStale, refresh } = useLiveList<Ticket>(
    `/api/tickets?eventId=${encodeURIComponent(eventId)}`,
    initial,
    { intervalMs: POLL_MS },
  );
  return { tickets: data, isStale, refresh };
}
