'use client';
import { useEffect } from 'react';
import useSWR from 'swr';
import { browserGet } from '@/lib/api/browser';
import { paymentsOfOrder } from '@/lib/api/payments.browser';
import type { Order, Page, Payment } from '@/lib/api/types';
import { type LiveTopic, useLive } from '@/lib/live/use-live';
import { isMoving } from '@/lib/payment-fate';

const POLL_MS = 2_000;
const topics: readonly LiveTopic[] = [{ kind: 'own', object: 'payment' }];

/** The payments of an order as they change; asked for again whenever the order has changed. */
export function usePayments(
  { id, version }: Pick<Order, 'id' | 'version'>,
  initial: readonly Payment[],
): readonly Payment[] {
  const { data, mutate } = useSWR<Page<Payment>, Error>(paymentsOfOrder(id), browserGet, {
    fallbackData: { items: [...initial], nextCursor: null },
    revalidateOnMount: false,
    refreshInterval: (page) => (!isLive && isMoving(page?.items ?? []) ? POLL_MS : 0),
  });
  const ask = () => void mutate();
  const isLive = useLive(topics, { onChanged: ask, onResync: ask });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order's new version is the reason.
  useEffect(() => void mutate(), [mutate, version]);
  return data?.items ?? initial;
}
