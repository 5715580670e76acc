import type { Order, Payment } from '@/lib/api/types';

/** What became of a payment that did not buy its order's tickets. */
export type FateKind =
  /** It came too late and nothing was taken. */
  | 'released_late'
  | 'released_let_go'
  /** Paid in another tab or on another card: this one was stopped. */
  | 'released_second'
  | 'released'
  /** The bank said yes too late; we are letting it go. */
  | 'releasing'
  /** Money was taken although the tickets were gone, and goes back. */
  | 'returning'
  | 'returned'
  | 'failed';

export interface PaymentFate {
  payment: Payment;
  kind: FateKind;
}

type OrderStanding = Pick<Order, 'status' | 'paymentId'>;

function releasedAs(reason: string | undefined): FateKind {
  switch (reason) {
    case 'order_expired':
      return 'released_late';
    case 'order_cancelled':
      return 'released_let_go';
    case 'another_payment_won':
      return 'released_second';
    default:
      return 'released';
  }
}

function fateOf(payment: Payment, isOver: boolean): FateKind | null {
  switch (payment.status) {
    // Nothing was agreed by a bank; the order's own words say it all.
    case 'created':
    case 'authorising':
      return null;
    case 'authorised':
    case 'capturing':
      return isOver ? 'releasing' : null;
    case 'captured':
    case 'refunding':
      return isOver ? 'returning' : null;
    case 'refunded':
      return 'returned';
    case 'released':
      return releasedAs(payment.reason);
    case 'failed':
      return 'failed';
  }
}

/** One line for each payment of an order that lost; the one that won is the order's own story. */
export function fatesOf(order: OrderStanding, payments: readonly Payment[]): PaymentFate[] {
  const isPaid = order.status === 'complete' || order.status === 'refunded';
  const isOver = order.status !== 'awaiting_payment' && order.status !== 'paying';
  return payments.flatMap((payment) => {
    if (payment.id === order.paymentId && (isPaid || order.status === 'paying')) return [];
    const kind = fateOf(payment, isOver);
    return kind === null ? [] : [{ payment, kind }];
  });
}

/** Whether money was taken for tickets that were gone: then "nothing was charged" is not true. */
export const tookMoney = (fates: readonly PaymentFate[]): boolean =>
  fates.some(({ kind }) => kind === 'returning' || kind === 'returned');

/** Whether what became of these payments may still change. */
export const isMoving = (payments: readonly Payment[]): boolean =>
  payments.some(({ status }) =>
    ['created', 'authorising', 'authorised', 'capturing', 'refunding'].includes(status),
  );
