'use client';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { newIdempotencyKey } from '@/lib/api/browser';
import { placeOrder } from '@/lib/api/orders.browser';
import { isApiProblem } from '@/lib/api/problem';
import { supportCode } from '@/lib/api/problem-words';
import type { Order } from '@/lib/api/types';
import { expectNewHeading } from '@/lib/heading-focus';
import { paths } from '@/lib/paths';
import { type Offer, offerAfter, requestOf } from './hold-again';

export interface HoldAgain {
  offer: Offer;
  isPending: boolean;
  /** The code of a refusal that was not about the tickets. */
  failure: string | null;
  hold: () => Promise<void>;
}

/** Orders the same tickets again in one press, and follows what the market offers when they are gone. */
export function useHoldAgain(order: Order): HoldAgain {
  const router = useRouter();
  const [offer, setOffer] = useState<Offer>({
    kind: 'same',
    choices: order.items,
    total: order.total,
  });
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  // Kept while the answer is not known, so that pressing again can never hold twice.
  const key = useRef<string | null>(null);

  const hold = async () => {
    if (offer.kind === 'none' || isPending) return;
    setPending(true);
    setFailure(null);
    key.current ??= newIdempotencyKey();
    try {
      const placed = await placeOrder(requestOf(offer), key.current);
      expectNewHeading();
      router.replace(paths.checkout(placed.id));
    } catch (error) {
      if (!isApiProblem(error) || error.status !== 503) key.current = null;
      const next = offerAfter(error, offer.choices);
      if (next === null) setFailure(supportCode(error));
      else setOffer(next);
      setPending(false);
    }
  };
  return { offer, isPending, failure, hold };
}
