'use client';

import useSWR from 'swr';
import type { ListRead } from '@/lib/api/list-read';
import type { Order } from '@/lib/api/types';

/** What the reader holds and has not paid. */
export const ownHoldsPath = '/api/orders?status=awaiting_payment';

/** Tickets that the reader holds, in whichever window, as OwnHolds knows them: asks nothing itself. */
export function useOwnTickets(): ReadonlySet<string> {
  const { data } = useSWR<ListRead<Order>, Error>(ownHoldsPath, null);
  return new Set(data?.items.flatMap(({ items }) => items.map(({ ticketId }) => ticketId)));
}
