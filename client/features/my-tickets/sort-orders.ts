import type { MarqueeEvent, Order } from '@/lib/api/types';

export interface OrderWithEvent {
  order: Order;
  /** Null when the catalogue could not be asked: the order is still worth showing. */
  event: MarqueeEvent | null;
}

export interface SortedOrders {
  unfinished: OrderWithEvent[];
  upcoming: OrderWithEvent[];
  past: OrderWithEvent[];
}

const startMs = ({ event }: OrderWithEvent): number =>
  event === null ? Number.POSITIVE_INFINITY : Date.parse(event.startsAt);

/** Unfinished: can still be paid. Upcoming: soonest first. Past: what is over, newest first. */
export function sortOrders(entries: readonly OrderWithEvent[], nowMs: number): SortedOrders {
  const isUnfinished = ({ order }: OrderWithEvent): boolean =>
    order.status === 'awaiting_payment' && Date.parse(order.expiresAt) > nowMs;
  const isUpcoming = ({ order, event }: OrderWithEvent): boolean =>
    (order.status === 'complete' || order.status === 'paying') &&
    (event === null || (event.status !== 'cancelled' && Date.parse(event.endsAt) > nowMs));
  const rest = entries.filter((entry) => !isUnfinished(entry));
  return {
    unfinished: entries.filter(isUnfinished),
    upcoming: rest.filter(isUpcoming).sort((a, b) => startMs(a) - startMs(b)),
    past: rest
      .filter((entry) => !isUpcoming(entry))
      .sort((a, b) => b.order.placedAt.localeCompare(a.order.placedAt)),
  };
}
