import type { Order } from '@/lib/api/types';

export type Outcome =
  | 'held'
  | 'hold_ended'
  | 'taking_payment'
  | 'going'
  | 'been'
  | 'let_go'
  | 'payment_fell_through'
  | 'refunded';

/** What became of an order, in the word its page starts with. Expired is a predicate, not a status. */
export function outcomeOf(
  order: Pick<Order, 'status' | 'expiresAt' | 'paymentId'>,
  nowMs: number,
  eventEndsAt?: string,
): Outcome {
  switch (order.status) {
    case 'awaiting_payment':
      return Date.parse(order.expiresAt) > nowMs ? 'held' : 'hold_ended';
    case 'paying':
      return 'taking_payment';
    case 'complete':
      return eventEndsAt !== undefined && Date.parse(eventEndsAt) <= nowMs ? 'been' : 'going';
    case 'cancelled':
      // Only an order that had won names a payment: then its capture was finally impossible.
      return order.paymentId === undefined ? 'let_go' : 'payment_fell_through';
    case 'expired':
      return 'hold_ended';
    case 'refunded':
      return 'refunded';
  }
}

export const isFinal = (order: Pick<Order, 'status'>): boolean =>
  order.status !== 'awaiting_payment' && order.status !== 'paying';

/** What a person can read out on the phone: the end of the id, in two groups. */
export function helpCode(orderId: string): string {
  const tail = orderId.replaceAll('-', '').slice(-8).toUpperCase();
  return `${tail.slice(0, 4)}-${tail.slice(4)}`;
}
