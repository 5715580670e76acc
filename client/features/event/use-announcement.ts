'use client';

import { useEffect, useRef, useState } from 'react';
import type { Change } from './changes';

export interface ChangeCounts {
  taken: number;
  freed: number;
  repriced: number;
}

/** A screen reader that is interrupted all the time says nothing at all. */
const QUIET_MS = 5_000;

const nothing: ChangeCounts = { taken: 0, freed: 0, repriced: 0 };

const isNothing = ({ taken, freed, repriced }: ChangeCounts): boolean =>
  taken + freed + repriced === 0;

/** What to say aloud of the latest changes: counted together, and at most every five seconds. */
export function useAnnouncement(changes: ReadonlyMap<string, Change>): ChangeCounts | null {
  const seen = useRef(new WeakSet<Change>());
  const gathered = useRef(nothing);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [said, setSaid] = useState<ChangeCounts | null>(null);

  useEffect(() => {
    const counts = { ...gathered.current };
    for (const change of changes.values()) {
      if (seen.current.has(change)) continue;
      seen.current.add(change);
      counts[change.kind] += 1;
    }
    gathered.current = counts;
    if (isNothing(counts) || timer.current !== null) return;

    const say = () => {
      if (isNothing(gathered.current)) {
        timer.current = null;
        return;
      }
      setSaid(gathered.current);
      gathered.current = nothing;
      timer.current = setTimeout(say, QUIET_MS);
    };
    say();
  }, [changes]);

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return said;
}
