'use client';
import { useCallback, useEffect, useRef } from 'react';

const soonMs = 100;
const spreadMs = 300;

/**
 * Does something in a moment, once for all who ask meanwhile. The moment differs from browser to
 * browser, so that a thousand of them that hear the same thing do not ask at the same time.
 */
export function useSoon(work: () => Promise<unknown>): () => void {
  const latest = useRef(work);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return useCallback(() => {
    if (timer.current !== null) return;
    timer.current = setTimeout(
      () => {
        timer.current = null;
        void latest.current();
      },
      soonMs + Math.random() * spreadMs,
    );
  }, []);
}
