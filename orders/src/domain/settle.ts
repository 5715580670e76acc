import { unreachable } from '@marquee/common/errors';
import type { PaymentId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import { type Order, type PaidOrder, type PayingOrder, rejectPayment } from './order.js';
import {
  handAfter,
  type OrderInHand,
  type Transition,
  together,
  transition,
} from './order-in-hand.js';
import {
  type Moment,
  type RefundNews,
  settleRefunds,
  withRefundIfCancelled,
} from './settle-refunds.js';
import { cancel, complete, decidePayment } from './transition.js';

/** What orders must know of a payment to decide. */
export interface PaymentNews {
  readonly paymentId: PaymentId;
  readonly amount: Money;
  readonly status:
    | 'created'
    | 'authorising'
    | 'authorised'
    | 'capturing'
    | 'captured'
    | 'released'
    | 'failed'
    | 'refunding'
    | 'refunded';
  readonly refunds: readonly RefundNews[];
}

/** What a payment's newest state does to its order now, or null when it changes nothing. */
export function settle(hand: OrderInHand, payment: PaymentNews, moment: Moment): Transition | null {
  switch (payment.status) {
    case 'created':
    case 'authorising':
    case 'capturing':
      return null;
    case 'authorised':
      return decidePayment(hand, payment, moment.now);
    case 'captured':
    case 'refunding':
    case 'refunded':
      return withRefundIfCancelled(hand, settleTaken(hand, payment, moment), moment);
    case 'released':
    case 'failed':
      return isWonBy(hand, payment.paymentId) ? cancel(hand) : null;
    default:
      return unreachable(payment.status);
  }
}

/**
 * The money was taken, and may be on its way back. What it was taken for may have been lost
 * meanwhile: then it is told no, and payments gives it back.
 */
function settleTaken(hand: OrderInHand, payment: PaymentNews, moment: Moment): Transition | null {
  const { order } = hand;
  const { paymentId, refunds } = payment;
  if (isWonBy(hand, paymentId)) return complete(hand);
  if (isPaidBy(hand, paymentId)) return settleRefunds(hand, refunds, moment);
  // Nothing is won with money that is given back.
  if (payment.status !== 'captured') return null;
  if ('paymentId' in order && order.paymentId === paymentId)
    return order.rejectedPaymentIds.includes(paymentId)
      ? null
      : transition(order, [rejectPayment(order, paymentId)]);
  const decided = decidePayment(hand, payment, moment.now);
  if (decided === null) return null;
  const after = handAfter(hand, decided);
  return isWonBy(after, paymentId) ? together(decided, complete(after)) : decided;
}

function isWonBy(hand: OrderInHand<Order>, paymentId: PaymentId): hand is OrderInHand<PayingOrder> {
  return hand.order.status === 'paying' && hand.order.paymentId === paymentId;
}

function isPaidBy(hand: OrderInHand<Order>, paymentId: PaymentId): hand is OrderInHand<PaidOrder> {
  const { order } = hand;
  return (
    (order.status === 'complete' || order.status === 'refunded') && order.paymentId === paymentId
  );
}
