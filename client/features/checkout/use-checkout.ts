'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { serverNowMs } from '@/lib/api/server-clock';
import type { Order } from '@/lib/api/types';
import { useLiveObject } from '@/lib/api/use-live-object';
import { expectNewHeading } from '@/lib/heading-focus';
import { topicsOfOrder } from '@/lib/live/topics-of-order';
import { isFinal, outcomeOf } from '@/lib/order-outcome';
import { paths } from '@/lib/paths';
import { sandboxProvider } from './card-form/provider';
import { type PaymentFlow, usePayment } from './use-payment';

export interface Checkout {
  order: Order;
  payment: PaymentFlow;
  /** The hold is over and nothing that is under way can win any more. */
  hasEnded: boolean;
  isStale: boolean;
  onCountdownEnd: () => void;
  accept: (order: Order) => void;
}

/** The order as it lives, the payment as it goes, and where the page goes when either is over. */
export function useCheckout(initial: Order, hasReturned: boolean): Checkout {
  const router = useRouter();
  const topics = useMemo(() => topicsOfOrder(initial.id), [initial.id]);
  const live = useLiveObject<Order>(`/api/orders/${initial.id}`, initial, {
    topics,
    intervalMs: (order) => (isFinal(order) ? 0 : 1_000),
  });
  const payment = usePayment(initial.id, sandboxProvider, hasReturned, live.refresh);
  const [isTimeUp, setTimeUp] = useState(false);
  const order = live.data;
  const { status } = order;

  useEffect(() => {
    const isElsewhere = status === 'complete' || status === 'cancelled' || status === 'refunded';
    if (!isElsewhere) return;
    expectNewHeading();
    router.replace(paths.order(initial.id));
  }, [status, router, initial.id]);

  // While the bank is being asked only the order's own word counts: it may have won in time.
  const isIdle = payment.step.kind === 'entering';
  const isOver = status === 'awaiting_payment' && isTimeUp && isIdle;
  return {
    order,
    payment,
    hasEnded: status === 'expired' || isOver,
    isStale: live.isStale,
    onCountdownEnd: () => {
      setTimeUp(outcomeOf(order, serverNowMs() + 1_000) === 'hold_ended');
      void live.refresh();
    },
    accept: live.accept,
  };
}
