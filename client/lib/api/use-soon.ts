'use client';
import { useCallback, useEffect, useRef } from 'react';

const soonMs = 100;
const spreadMs = 300;

/**
 * Does something in a moment, once for all who ask meanwhile, and never while it is still under way.
 * The moment differs from browser to browser, so that a thousand of them that hear the same thing do
 * not ask at the same time.
 */
export function useSoon(work: () => Promise<unknown>, waitMs = soonMs): () => void {
  const latest = useRef(work);
  const state = useRef({ isWanted: false, isBusy: false });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      state.current.isWanted = false;
    },
    [],
  );
  const soon = useCallback(() => {
    state.current.isWanted = true;
    if (timer.current !== null || state.current.isBusy) return;
    const run = async () => {
      timer.current = null;
      state.current = { isWanted: false, isBusy: true };
      try {
        await latest.current();
      } finally {
        state.current.isBusy = false;
        if (state.current.isWanted) soon();
      }
    };
    timer.current = setTimeout(() => void run(), waitMs + Math.random() * spreadMs);
  }, [waitMs]);
  return soon;
}
