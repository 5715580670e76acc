import { unreachable } from '@marquee/common/errors';
import type { PaymentId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { Order, PayingOrder } from './order.js';
import {
  cancel,
  complete,
  decidePayment,
  type OrderInHand,
  type Transition,
} from './transition.js';

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
}

/** What a payment's newest state does to its order now, or null when it changes nothing. */
export function settle(hand: OrderInHand, payment: PaymentNews, now: Date): Transition | null {
  switch (payment.status) {
    case 'created':
    case 'authorising':
    case 'capturing':
    // Refunds come with their own issue; until then no payment reaches these states.
    case 'refunding':
    case 'refunded':
      return null;
    case 'authorised':
      return decidePayment(hand, payment, now);
    case 'captured':
      return settleCaptured(hand, payment.paymentId);
    case 'released':
    case 'failed':
      return isWonBy(hand, payment.paymentId) ? cancel(hand) : null;
    default:
      return unreachable(payment.status);
  }
}

function settleCaptured(hand: OrderInHand, paymentId: PaymentId): Transition | null {
  if (isWonBy(hand, paymentId)) return complete(hand);
  const { order } = hand;
  if ((order.status === 'complete' || order.status === 'refunded') && order.paymentId === paymentId)
    return null;
  throw new Error(
    `Payment ${paymentId} was captured, but order ${order.orderId} is ${order.status}`,
  );
}

function isWonBy(hand: OrderInHand<Order>, paymentId: PaymentId): hand is OrderInHand<PayingOrder> {
  return hand.order.status === 'paying' && hand.order.paymentId === paymentId;
}
