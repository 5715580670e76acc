import type { MarqueeEvent, Money, Order, OrderRefund } from '@/lib/api/types';

export type Outcome =
  | 'held'
  | 'hold_ended'
  | 'taking_payment'
  | 'going'
  | 'been'
  | 'let_go'
  /** Cancelled, and not known whether by its buyer or with its Event. */
  | 'over'
  /** The Event was cancelled before anything was paid. */
  | 'called_off'
  | 'payment_fell_through'
  /** All of it is on its way back. */
  | 'refunding'
  /** It should be, and did not get there. */
  | 'refund_stuck'
  | 'refunded';

type Standing = Pick<Order, 'status' | 'expiresAt'> &
  Partial<Pick<Order, 'paymentId' | 'total' | 'refunds'>>;

const sumOf = (refunds: readonly OrderRefund[], statuses: readonly OrderRefund['status'][]) =>
  refunds
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, { amount }) => sum + amount.amount, 0);

/** What of the order's money is back with the buyer's bank. */
export const refundedOf = ({ total, refunds = [] }: Pick<Order, 'total' | 'refunds'>): Money => ({
  amount: sumOf(refunds, ['succeeded']),
  currency: total.currency,
});

function paidOutcome({ total, refunds = [] }: Standing, isCancelled: boolean): Outcome | null {
  const isAllAgreed = total !== undefined && sumOf(refunds, ['asked', 'succeeded']) >= total.amount;
  if (!isAllAgreed && !isCancelled) return null;
  const isStuck = !isAllAgreed && refunds.some(({ status }) => status === 'failed');
  return isStuck ? 'refund_stuck' : 'refunding';
}

/**
 * What became of an order, in the word its page starts with. Expired is a predicate, not a status.
 * Without the Event, as it is after the order changed, nobody is said to have let anything go.
 */
export function outcomeOf(
  order: Standing,
  nowMs: number,
  event?: Pick<MarqueeEvent, 'endsAt' | 'status'> | null,
): Outcome {
  const isCancelled = event?.status === 'cancelled';
  switch (order.status) {
    case 'awaiting_payment':
      return Date.parse(order.expiresAt) > nowMs ? 'held' : 'hold_ended';
    case 'paying':
      return 'taking_payment';
    case 'complete': {
      const isOver = event != null && Date.parse(event.endsAt) <= nowMs;
      return paidOutcome(order, isCancelled) ?? (isOver ? 'been' : 'going');
    }
    case 'cancelled':
      // Only an order that had won names a payment: then its capture was finally impossible.
      if (order.paymentId !== undefined) return 'payment_fell_through';
      if (event == null) return 'over';
      return isCancelled ? 'called_off' : 'let_go';
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
