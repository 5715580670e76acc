import type { PaymentId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import { sameMoney } from '@marquee/common/money';
import { isHoldOver, keepTicket, releaseTicket, sellTicket } from './inventory.js';
import {
  type AwaitingOrder,
  cancelOrder,
  completeOrder,
  expireOrder,
  type PayingOrder,
  rejectPayment,
  winOrder,
} from './order.js';
import {
  changed,
  type InventoryChange,
  type OrderInHand,
  ownTickets,
  type Transition,
  transition,
} from './order-in-hand.js';

function release(hand: OrderInHand): InventoryChange[] {
  const sells = hand.event.status === 'scheduled';
  return ownTickets(hand, 'held').map((ticket) => changed(ticket, releaseTicket(ticket, sells)));
}

/** The hold ended: the order expires and all its tickets go free. */
export function expire(hand: OrderInHand<AwaitingOrder>): Transition {
  return transition(hand.order, [expireOrder(hand.order)], release(hand));
}

/** The order ends before money was taken and all its tickets go free. */
export function cancel(hand: OrderInHand<AwaitingOrder | PayingOrder>): Transition {
  return transition(hand.order, [cancelOrder(hand.order)], release(hand));
}

/** The money was taken: the tickets are the buyer's. */
export function complete(hand: OrderInHand<PayingOrder>): Transition {
  const tickets = ownTickets(hand, 'held').map((ticket) => changed(ticket, sellTicket(ticket)));
  return transition(hand.order, [completeOrder(hand.order)], tickets);
}

/**
 * An authorised payment asks for the order: it wins if the hold has not ended and the sum is right,
 * and is told no otherwise. Null when it had its answer before.
 */
export function decidePayment(
  hand: OrderInHand,
  payment: { readonly paymentId: PaymentId; readonly amount: Money },
  now: Date,
): Transition | null {
  const { order } = hand;
  const { paymentId } = payment;
  if (order.rejectedPaymentIds.includes(paymentId)) return null;
  if ('paymentId' in order && order.paymentId === paymentId) return null;
  if (order.status !== 'awaiting_payment' || !sameMoney(order.total, payment.amount))
    return transition(order, [rejectPayment(order, paymentId)]);

  const awaiting = { ...hand, order };
  if (order.expiresAt <= now) return lose(expire(awaiting), paymentId);
  if (hand.event.status === 'cancelled') return lose(cancel(awaiting), paymentId);
  const tickets = ownTickets(hand, 'held').map((ticket) => {
    if (isHoldOver(ticket, now)) throw new Error(`Ticket ${ticket.ticketId} outlived its hold`);
    return { before: ticket, after: keepTicket(ticket), steps: [] };
  });
  return transition(order, [winOrder(order, paymentId)], tickets);
}

function lose(ended: Transition, paymentId: PaymentId): Transition {
  const steps = [...ended.steps, rejectPayment(ended.after, paymentId)];
  return { ...ended, steps, after: steps.at(-1)?.after ?? ended.after };
}
