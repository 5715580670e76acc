'use client';

import { useEffect, useRef, useState } from 'react';
import type { Ticket } from '@/lib/api/types';
import { type Change, changesBetween } from './changes';

const SHOWN_MS = 6_000;

/** What happened to which ticket in the last few seconds, so that a change can be seen and not only its result. */
export function useRecentChanges(tickets: readonly Ticket[]): ReadonlyMap<string, Change> {
  const before = useRef(tickets);
  const [recent, setRecent] = useState<ReadonlyMap<string, Change>>(new Map());
  useEffect(() => {
    const changes = changesBetween(before.current, tickets);
    before.current = tickets;
    if (changes.length === 0) return;
    setRecent(
      (known) =>
        new Map([...known, ...changes.map((change) => [change.ticketId, change] as const)]),
    );
    setTimeout(() => {
      setRecent((known) => new Map([...known].filter(([, change]) => !changes.includes(change))));
    }, SHOWN_MS);
  }, [tickets]);
  return recent;
}
