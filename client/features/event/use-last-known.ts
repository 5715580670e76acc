'use client';

import { useRef } from 'react';
import type { Ticket } from '@/lib/api/types';

/** Every ticket seen since the page opened, as last seen: one that left the list still has a name. */
export function useLastKnown(tickets: readonly Ticket[]): ReadonlyMap<string, Ticket> {
  const known = useRef(new Map<string, Ticket>());
  for (const ticket of tickets) known.current.set(ticket.id, ticket);
  return known.current;
}
