'use client';
import useSWR from 'swr';
import { soldPrices } from '@/lib/api/refunds.browser';
import type { Currency, Money } from '@/lib/api/types';

export interface Sold {
  count: number;
  /** One sum per currency. */
  sums: Money[];
}

/** How many tickets, and what their buyers paid in each currency. */
export function sumSold(prices: readonly Money[]): Sold {
  const sums = new Map<Currency, Money>();
  for (const { amount, currency } of prices) {
    sums.set(currency, { currency, amount: (sums.get(currency)?.amount ?? 0) + amount });
  }
  return { count: prices.length, sums: [...sums.values()] };
}

/** What is sold of an Event, asked while somebody is about to cancel it; undefined until known. */
export function useSold(eventId: string, isAsking: boolean) {
  return useSWR<Sold, Error>(
    isAsking ? ['sold', eventId] : null,
    async () => sumSold(await soldPrices(eventId)),
    { refreshInterval: 3_000 },
  );
}
