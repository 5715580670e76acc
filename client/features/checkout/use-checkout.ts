'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { serverNowMs } from '@/lib/api/server-clock';
import type { Order, Payment } from '@/lib/api/types';
import { useLiveObject } from '@/lib/api/use-live-object';
import { expectNewHeading } from '@/lib/heading-focus';
import { topicsOfOrder } from '@/lib/live/topics-of-order';
import { isFinal, outcomeOf } from '@/lib/order-outcome';
import { paths } from '@/lib/paths';
import type { PaymentProvider } from './card-form/card-form';
import { providerFor } from './card-form/provider';
import { type PaymentFlow, usePayment } from './use-payment';

export interface CheckoutStart {
  order: Order;
  /** What was tried before, newest first. */
  payments: readonly Payment[];
  /** Null: the sandbox takes the card. */
  publishableKey: string | null;
  /** Back from a bank's challenge. */
  hasReturned: boolean;
}

export interface Checkout {
  order: Order;
  payment: PaymentFlow;
  provider: PaymentProvider;
  /** The hold is over and nothing that is under way can win any more. */
  hasEnded: boolean;
  isStale: boolean;
  onCountdownEnd: () => void;
  accept: (order: Order) => void;
}

const intervalMs = (order: Order): number => (isFinal(order) ? 0 : 1_000);

/** The order as it lives, the payment as it goes, and where the page goes when either is over. */
export function useCheckout(start: CheckoutStart): Checkout {
  const { order: initial, payments, publishableKey, hasReturned } = start;
  const router = useRouter();
  const [provider] = useState(() => providerFor(publishableKey));
  const topics = useMemo(() => topicsOfOrder(initial.id), [initial.id]);
  const live = useLiveObject<Order>(`/api/orders/${initial.id}`, initial, {
    topics,
    intervalMs,
  });
  const payment = usePayment(initial.id, {
    provider,
    hasReturned,
    wasTried: initial.status === 'awaiting_payment' && payments.length > 0,
    refreshOrder: live.refresh,
  });
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
    provider,
    hasEnded: status === 'expired' || isOver,
    isStale: live.isStale,
    onCountdownEnd: () => {
      setTimeUp(outcomeOf(order, serverNowMs() + 1_000) === 'hold_ended');
      void live.refresh();
    },
    accept: live.accept,
  };
}
