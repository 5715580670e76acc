'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { ListRead } from '@/lib/api/list-read';
import { serverNowMs } from '@/lib/api/server-clock';
import type { MarqueeEvent, SellerTicket } from '@/lib/api/types';
import { type LiveList, useLiveList } from '@/lib/api/use-live-list';
import { useSoon } from '@/lib/api/use-soon';
import { createTicketOverlay } from '@/lib/live/ticket-overlay';
import { type LiveTopic, useLive } from '@/lib/live/use-live';
import { topicsOfSeller } from './topics-of-seller';

const POLL_MS = 1_500;
/** A hall of a thousand seats is ten pages: ask for them less often. */
const intervalMs = (tickets: readonly SellerTicket[]): number =>
  POLL_MS * Math.max(1, Math.ceil(tickets.length / 300));
const ownEvents: LiveTopic[] = [{ kind: 'own', object: 'event' }];

/** The seller's tickets as they are now, those of Events that arrive later among them. */
export function useSellerTickets(
  initial: ListRead<SellerTicket>,
  events: readonly MarqueeEvent[],
): LiveList<SellerTicket> {
  const [overlay] = useState(() => createTicketOverlay<SellerTicket>({ keepsWithdrawn: true }));
  const [topics, setTopics] = useState(() => topicsOfSeller(initial.items, events, serverNowMs()));
  const live = useLiveList<SellerTicket>('/api/tickets/mine', initial, {
    topics,
    overlay,
    // How far an order is, only the seller is told, and only by the API.
    asksAfterTickets: true,
    intervalMs,
  });
  const { data } = live;
  useEffect(() => setTopics(topicsOfSeller(data, events, serverNowMs())), [data, events]);
  useNewestEvents();
  return live;
}

/** The page's Events are the server's: it is asked again when one of the organiser's own changed. */
function useNewestEvents(): void {
  const router = useRouter();
  const refreshSoon = useSoon(async () => router.refresh());
  const hasJoined = useRef(false);
  useLive(ownEvents, {
    onChanged: refreshSoon,
    onResync() {
      // The first time the page has only just been made.
      if (hasJoined.current) refreshSoon();
      hasJoined.current = true;
    },
  });
}
