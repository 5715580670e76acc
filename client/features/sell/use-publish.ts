'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { browserGet } from '@/lib/api/browser';
import { isApiProblem } from '@/lib/api/problem';
import { createEvent, listTicketsForSale } from '@/lib/api/seller.browser';
import type { MarqueeEvent, Page } from '@/lib/api/types';
import { paths } from '@/lib/paths';
import type { SellDraft } from './draft';
import { type Failure, failureOf } from './failure';
import { eventRequest, listingRequest, madeBefore } from './requests';
import type { DraftStore } from './use-draft';

const isUncertain = (error: unknown): boolean =>
  isApiProblem(error) && error.status === 503 && error.code !== 'try_again';

export interface Publish {
  isPending: boolean;
  failure: Failure | null;
  publish: (draft: SellDraft) => Promise<void>;
}

/** Makes the Event if it is new, then lists its tickets; what was done once is not done twice. */
export function usePublish(store: DraftStore, userId: string): Publish {
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const eventOf = async (draft: SellDraft): Promise<MarqueeEvent> => {
    if (draft.mode === 'existing' && draft.event !== null) return draft.event;
    if (draft.isEventUncertain) {
      const { items } = await browserGet<Page<MarqueeEvent>>('/api/events?sort=newest&limit=50');
      const found = madeBefore(items, draft, userId);
      if (found !== undefined) return found;
    }
    return createEvent(eventRequest(draft));
  };

  const publish = async (draft: SellDraft) => {
    if (draft.amount === null) return;
    setPending(true);
    setFailure(null);
    let event: MarqueeEvent | null = null;
    try {
      event = await eventOf(draft);
      store.change({ event, mode: 'existing', isEventUncertain: false });
      await listTicketsForSale(listingRequest(draft, event.id, draft.amount));
      store.clear();
      router.push(`${paths.sellerView()}?event=${event.id}`);
    } catch (error) {
      if (event === null) store.change({ isEventUncertain: isUncertain(error) });
      const found = failureOf(error, event !== null && draft.mode === 'new');
      setFailure(found);
      if (found.step !== null) store.change({ step: found.step });
      setPending(false);
    }
  };
  return { isPending, failure, publish };
}
