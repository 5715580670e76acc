import type { EventId, OrderId, PaymentId, RefundId, TicketId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';

export interface OrderItem {
  readonly ticketId: TicketId;
  readonly sellerId: UserId;
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
  readonly price: Money;
}

/** What shall become of the tickets once all the money went back. */
export type TicketsAfterRefund = 'close' | 'release';

export type RefundReason =
  | 'event_cancelled'
  | 'requested_by_customer'
  | 'duplicate'
  | 'fraudulent'
  | 'goodwill';

/** Money that was agreed to go back to the buyer. */
export interface OrderRefund {
  readonly refundId: RefundId;
  readonly amount: Money;
  readonly reason: RefundReason;
  readonly tickets: TicketsAfterRefund;
  readonly status: 'asked' | 'succeeded' | 'failed';
  readonly askedAt: Date;
  /** A failed one whose money was asked for again, by which newest refund. */
  readonly replacedBy?: RefundId;
  /** What of a failed one no later refund is for, where one was asked for that is only for a part. */
  readonly rest?: Money;
}

interface OrderFacts {
  readonly orderId: OrderId;
  readonly buyerId: UserId;
  readonly eventId: EventId;
  readonly items: readonly OrderItem[];
  readonly total: Money;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly rejectedPaymentIds: readonly PaymentId[];
  /** Oldest first; those not failed never exceed the total. */
  readonly refunds: readonly OrderRefund[];
  /** Counts announcements; rises by one with each of them. */
  readonly version: number;
}

export type AwaitingOrder = OrderFacts & { readonly status: 'awaiting_payment' };
export type PayingOrder = OrderFacts & {
  readonly status: 'paying';
  readonly paymentId: PaymentId;
};
export type EndedOrder = OrderFacts & {
  readonly status: 'cancelled' | 'expired';
  readonly paymentId?: PaymentId;
};
export type PaidOrder = OrderFacts & {
  readonly status: 'complete' | 'refunded';
  readonly paymentId: PaymentId;
};

/** One buyer's purchase of 1..n tickets of one Event. */
export type Order = AwaitingOrder | PayingOrder | EndedOrder | PaidOrder;
export type OrderStatus = Order['status'];

export type OrderFact =
  | 'OrderPlaced'
  | 'OrderPaymentAccepted'
  | 'OrderPaymentRejected'
  | 'OrderCompleted'
  | 'OrderCancelled'
  | 'OrderExpired'
  | 'OrderRefundAsked'
  | 'OrderRefunded'
  | 'OrderRefundFailed';

/** Something that happened to an order, and the order as it is after it. */
export interface OrderStep<After extends Order = Order> {
  readonly fact: OrderFact;
  readonly after: After;
}

/** What is true of the order now: an unpaid order whose hold has ended is expired, swept or not. */
export function statusAt(order: Order, now: Date): OrderStatus {
  return order.status === 'awaiting_payment' && order.expiresAt <= now ? 'expired' : order.status;
}

/** Orders that own their tickets. No ticket may be in two of them. */
export function isActive(order: Order): boolean {
  return ['awaiting_payment', 'paying', 'complete'].includes(order.status);
}

export function winOrder(order: AwaitingOrder, paymentId: PaymentId): OrderStep<PayingOrder> {
  const after = { ...order, status: 'paying', paymentId, version: order.version + 1 } as const;
  return { fact: 'OrderPaymentAccepted', after };
}

/** The payment lost. Said aloud, so that its money is never left waiting for an answer. */
export function rejectPayment(order: Order, paymentId: PaymentId): OrderStep {
  const rejectedPaymentIds = [...order.rejectedPaymentIds, paymentId];
  const after = { ...order, rejectedPaymentIds, version: order.version + 1 };
  return { fact: 'OrderPaymentRejected', after };
}

export function completeOrder(order: PayingOrder): OrderStep<PaidOrder> {
  return {
    fact: 'OrderCompleted',
    after: { ...order, status: 'complete', version: order.version + 1 },
  };
}

export function cancelOrder(order: AwaitingOrder | PayingOrder): OrderStep<EndedOrder> {
  return {
    fact: 'OrderCancelled',
    after: { ...order, status: 'cancelled', version: order.version + 1 },
  };
}

export function expireOrder(order: AwaitingOrder): OrderStep<EndedOrder> {
  return {
    fact: 'OrderExpired',
    after: { ...order, status: 'expired', version: order.version + 1 },
  };
}
