'use client';

import { useMemo } from 'react';
import { useSpaced } from '@/lib/live/use-spaced';
import type { Change } from './changes';

export type ChangeCounts = Record<Change['kind'], number>;

/** What to say aloud of the latest changes: counted together, and at most every five seconds. */
export function useAnnouncement(changes: ReadonlyMap<string, Change>): ChangeCounts {
  const latest = useMemo(() => [...changes.values()], [changes]);
  const news = useSpaced(latest);
  const counts: ChangeCounts = { taken: 0, freed: 0, repriced: 0 };
  for (const { kind } of news) counts[kind] += 1;
  return counts;
}
