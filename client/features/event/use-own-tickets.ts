'use client';

import useSWR from 'swr';
import type { Order } from '@/lib/api/types';

/** What the reader holds and has not paid. */
export const ownHoldsPath = '/api/orders?status=awaiting_payment';

/** Tickets that the reader holds, in whichever window, as OwnHolds knows them: asks nothing itself. */
export function useOwnTickets(): ReadonlySet<string> {
  const { data } = useSWR<Order[], Error>(ownHoldsPath, null);
  return new Set(data?.flatMap(({ items }) => items.map(({ ticketId }) => ticketId)));
}
