'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { newIdempotencyKey } from '@/lib/api/browser';
import { type HoldRequest, placeOrder } from '@/lib/api/orders.browser';
import { isApiProblem, type Problem } from '@/lib/api/problem';
import { expectNewHeading } from '@/lib/heading-focus';
import { paths } from '@/lib/paths';
import { HoldKey } from './hold-key';

export interface Refusal {
  request: HoldRequest;
  problem: Problem;
}

export interface Hold {
  hold: (request: HoldRequest) => Promise<void>;
  isPending: boolean;
  /** Why the last press did not get its tickets. */
  refusal: Refusal | null;
  dismiss: () => void;
}

const unexpected: Problem = { status: 500, code: 'unexpected', title: '', detail: '', errors: [] };

/** Asks for the tickets and goes on to the checkout; lost answers are repeated under the same key. */
export function useHold(onSignedOut: () => void, onRefused: () => void): Hold {
  const router = useRouter();
  const key = useRef(new HoldKey(newIdempotencyKey));
  const [isAsking, setIsAsking] = useState(false);
  const [isLeaving, startLeaving] = useTransition();
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const hold = async (request: HoldRequest) => {
    setIsAsking(true);
    setRefusal(null);
    try {
      const order = await placeOrder(request, key.current.keyFor(JSON.stringify(request)));
      expectNewHeading();
      startLeaving(() => router.push(paths.checkout(order.id)));
    } catch (error) {
      const problem = isApiProblem(error) ? error.problem : unexpected;
      if (problem.status >= 400 && problem.status < 500) key.current.renew();
      if (problem.status === 401) onSignedOut();
      else setRefusal({ request, problem });
      onRefused();
    } finally {
      setIsAsking(false);
    }
  };
  return { hold, isPending: isAsking || isLeaving, refusal, dismiss: () => setRefusal(null) };
}
