'use client';

import { useEffect, useRef, useState } from 'react';

/** A screen reader that is interrupted all the time says nothing at all. */
const QUIET_MS = 5_000;

const none: readonly never[] = [];

/**
 * News in batches: the first at once, what comes within the next five seconds together after them.
 * `latest` may repeat what it held before; each object is news once.
 */
export function useSpaced<News extends object>(latest: readonly News[]): readonly News[] {
  const seen = useRef(new WeakSet<News>());
  const gathered = useRef<News[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [batch, setBatch] = useState<readonly News[]>(none);

  useEffect(() => {
    const news = latest.filter((one) => !seen.current.has(one));
    for (const one of news) seen.current.add(one);
    gathered.current.push(...news);
    if (gathered.current.length === 0 || timer.current !== null) return;
    const say = () => {
      timer.current = null;
      if (gathered.current.length === 0) return;
      setBatch(gathered.current);
      gathered.current = [];
      timer.current = setTimeout(say, QUIET_MS);
    };
    say();
  }, [latest]);

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return batch;
}
