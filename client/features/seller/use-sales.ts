'use client';
import { useEffect, useRef, useState } from 'react';
import type { SellerTicket } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import type { Sale } from './sales-steps';

const soldIds = (tickets: readonly SellerTicket[]): Set<string> =>
  new Set(tickets.filter(({ status }) => status === 'sold').map(({ id }) => id));

/** The sales that arrived since the page was opened. */
export function useSales(tickets: readonly SellerTicket[]) {
  const known = useRef<Set<string> | null>(null);
  const [openedAtMs] = useState(() => clock.nowMs());
  const [sales, setSales] = useState<readonly Sale[]>([]);
  const [nowMs, setNowMs] = useState(openedAtMs);
  useEffect(() => {
    const sold = soldIds(tickets);
    const before = known.current ?? sold;
    known.current = new Set([...before, ...sold]);
    const count = [...sold].filter((id) => !before.has(id)).length;
    if (count === 0) return;
    const atMs = clock.nowMs();
    setNowMs(atMs);
    setSales((earlier) => [...earlier, { atMs, tickets: count }]);
  }, [tickets]);
  return { sales, openedAtMs, nowMs };
}
