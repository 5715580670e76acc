import type { RefundId } from '@marquee/common/ids';
import { failedRefunds } from './failed-refunds.js';
import { closeTicket, releaseTicket } from './inventory.js';
import type { Order, OrderStep, PaidOrder } from './order.js';
import {
  changed,
  handAfter,
  type InventoryChange,
  type OrderInHand,
  ownTickets,
  type Transition,
  together,
  transition,
} from './order-in-hand.js';
import { askRefund, endRefund, owedByCancellation } from './refund.js';
import { salesRefusal } from './sales-event.js';

/** How payments says a refund stands. */
export interface RefundNews {
  readonly refundId: RefundId;
  readonly status: 'pending' | 'succeeded' | 'failed';
}

/** When it is, and the id of the refund that a cancelled Event may make necessary. */
export interface Moment {
  readonly now: Date;
  readonly refundId: RefundId;
}

/**
 * What the news of refunds does to the order that they are of, or null when it changes nothing.
 * Refunds that orders did not ask for are payments' own. Once all the money is back the tickets
 * leave the order.
 */
export function settleRefunds(
  hand: OrderInHand<PaidOrder>,
  news: readonly RefundNews[],
  { now }: Moment,
): Transition | null {
  const steps: OrderStep<PaidOrder>[] = [];
  for (const { refundId, status } of news) {
    const step =
      status === 'pending' ? null : endRefund(steps.at(-1)?.after ?? hand.order, refundId, status);
    if (step !== null) steps.push(step);
  }
  const after = steps.at(-1)?.after;
  if (after === undefined) return null;
  const isAllBackNow = after.status === 'refunded' && hand.order.status !== 'refunded';
  return transition(hand.order, steps, isAllBackNow ? giveUp(hand, after, now) : []);
}

/** The newest refund says what becomes of the tickets; one that cannot be sold now is closed. */
function giveUp(hand: OrderInHand, refunded: Order, now: Date): InventoryChange[] {
  const last = refunded.refunds.findLast(({ status }) => status === 'succeeded');
  const isWanted = last?.tickets === 'release';
  const sells = isWanted && salesRefusal(hand.event, now) === null;
  return ownTickets(hand, 'sold').map((ticket) =>
    changed(ticket, sells ? releaseTicket(ticket, sells) : closeTicket(ticket)),
  );
}

/** The Event does not take place: asks for what its buyer has not been promised yet. */
export function refundCancelled(
  { order, event }: OrderInHand,
  { now, refundId }: Moment,
): Transition | null {
  if (order.status !== 'complete' || event.status !== 'cancelled') return null;
  const owed = owedByCancellation(order);
  if (owed.amount === 0) return null;
  const ask = { refundId, amount: owed, tickets: 'close', askedAt: now } as const;
  const others = failedRefunds(order).filter(({ reason }) => reason !== 'event_cancelled');
  const asked = askRefund(order, { ...ask, reason: 'event_cancelled' }, others);
  if (asked.kind === 'refused')
    throw new Error(`Order ${order.orderId} refuses what it owes: ${asked.why}`);
  return transition(order, [asked.step]);
}

/** A transition, and the refund that it makes necessary where the Event is cancelled. */
export function withRefundIfCancelled(
  hand: OrderInHand,
  moved: Transition | null,
  moment: Moment,
): Transition | null {
  const asked = refundCancelled(moved === null ? hand : handAfter(hand, moved), moment);
  return moved !== null && asked !== null ? together(moved, asked) : (moved ?? asked);
}
