import type { EventId, OrderId, PaymentId, RefundId, TicketId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { RefundReason, ReleaseReason } from './reasons.js';

export type OrderStatus =
  | 'awaiting_payment'
  | 'paying'
  | 'complete'
  | 'cancelled'
  | 'expired'
  | 'refunded';

/** One ticket of an order: what its seller is owed for. */
export interface OrderedItem {
  readonly ticketId: TicketId;
  readonly sellerId: UserId;
  readonly price: Money;
}

/** Money that orders agreed to give back, and what orders knows of how that ended. */
export interface AgreedRefund {
  readonly refundId: RefundId;
  readonly amount: Money;
  readonly reason: RefundReason;
  readonly status: 'asked' | 'succeeded' | 'failed';
}

/** What payments knows of an order: the newest state that orders announced. */
export interface KnownOrder {
  readonly id: OrderId;
  readonly buyerId: UserId;
  readonly total: Money;
  readonly status: OrderStatus;
  readonly expiresAt: Date;
  readonly paymentId?: PaymentId | undefined;
  readonly rejectedPaymentIds: readonly PaymentId[];
  /** Unknown for orders that were last heard of before payments kept them: no Event, no items. */
  readonly eventId?: EventId | undefined;
  readonly items: readonly OrderedItem[];
  readonly refunds: readonly AgreedRefund[];
}

/** What the order says shall become of one payment. Once it is not `undecided`, it stays so. */
export type Verdict =
  | { readonly kind: 'undecided' }
  | { readonly kind: 'capture' }
  | { readonly kind: 'release'; readonly reason: ReleaseReason };

/** Orders decides; this only reads its decision. An order we have not heard of decided nothing. */
export function verdictOf(order: KnownOrder | null, paymentId: PaymentId): Verdict {
  if (order === null) return { kind: 'undecided' };
  const won = order.paymentId === paymentId;
  const lost =
    order.rejectedPaymentIds.includes(paymentId) || (order.paymentId !== undefined && !won);
  switch (order.status) {
    case 'cancelled':
      return { kind: 'release', reason: 'order_cancelled' };
    case 'expired':
      return { kind: 'release', reason: 'order_expired' };
    case 'awaiting_payment':
      return lost ? { kind: 'release', reason: 'payment_rejected' } : { kind: 'undecided' };
    case 'paying':
    case 'complete':
      if (lost) return { kind: 'release', reason: 'another_payment_won' };
      return won ? { kind: 'capture' } : { kind: 'undecided' };
    case 'refunded':
      return lost ? { kind: 'release', reason: 'another_payment_won' } : { kind: 'undecided' };
  }
}

/** Whether a new payment may be made now, by the database's clock. Expired is a predicate. */
export function isPayable(order: KnownOrder, now: Date): boolean {
  return order.status === 'awaiting_payment' && order.expiresAt > now;
}

/** What the order agreed to give back of this payment. */
export function agreedOf(order: KnownOrder | null, paymentId: PaymentId): readonly AgreedRefund[] {
  return order?.paymentId === paymentId ? order.refunds : [];
}
