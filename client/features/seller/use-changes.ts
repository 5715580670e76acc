'use client';
import { useEffect, useRef, useState } from 'react';
import type { SellerTicket } from '@/lib/api/types';
import { type Change, changesBetween } from './changes';

const SHOWN_MS = 4_000;

/** What changed lately, for a moment: rows light up and a sentence is read out. */
export function useChanges(tickets: readonly SellerTicket[]): readonly Change[] {
  const before = useRef(tickets);
  const [changes, setChanges] = useState<readonly Change[]>([]);
  useEffect(() => {
    const found = changesBetween(before.current, tickets);
    before.current = tickets;
    if (found.length > 0) setChanges(found);
  }, [tickets]);
  useEffect(() => {
    if (changes.length === 0) return;
    const timer = setTimeout(() => setChanges([]), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [changes]);
  return changes;
}
