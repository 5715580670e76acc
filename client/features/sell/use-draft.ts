'use client';
import { useCallback, useEffect, useState } from 'react';
import type { MarqueeEvent } from '@/lib/api/types';
import { draftFrom, emptyDraft, type SellDraft } from './draft';

export interface DraftStore {
  draft: SellDraft;
  /** This tab's own draft has been read; before that the form shows an empty one. */
  isReady: boolean;
  change: (part: Partial<SellDraft>) => void;
  clear: () => void;
}

/** The form as it is filled in, kept in this tab so that a reload loses nothing. */
export function useDraft(event: MarqueeEvent | null): DraftStore {
  const key = `marquee.sell.${event?.id ?? 'new'}`;
  const [draft, setDraft] = useState(() => emptyDraft('UTC', event));
  const [isReady, setReady] = useState(false);

  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const kept = draftFrom(sessionStorage.getItem(key));
    // The Event of the address is newer than the one that was kept.
    setDraft(kept === null ? emptyDraft(zone, event) : { ...kept, event: event ?? kept.event });
    setReady(true);
  }, [key, event]);

  const change = useCallback(
    (part: Partial<SellDraft>) =>
      setDraft((before) => {
        const after = { ...before, ...part };
        sessionStorage.setItem(key, JSON.stringify(after));
        return after;
      }),
    [key],
  );
  const clear = useCallback(() => sessionStorage.removeItem(key), [key]);
  return { draft, isReady, change, clear };
}
