import type { Order, OrderRefund } from './order.js';
import { amountsOf, type RefundAsk } from './refund.js';

/** Whoever lost an answer asks again within this time. */
const soonMs = 10 * 60_000;

/** Whether `ask` is what the recorded refund was asked with, so that it is a repetition of it. */
export function isRepeated(order: Order, recorded: OrderRefund, ask: RefundAsk): boolean {
  if (recorded.reason !== ask.reason || recorded.tickets !== ask.tickets) return false;
  if (ask.amount === null) return wasAllThatWasLeft(order, recorded);
  return isSameAmount(recorded, ask);
}

/** A refund as `ask` wants one, asked for so lately that `ask` may be its repetition. */
export function findTwin(order: Order, ask: RefundAsk): OrderRefund | undefined {
  return order.refunds.findLast(
    (one) =>
      one.status !== 'failed' &&
      one.reason === ask.reason &&
      isSameAmount(one, ask) &&
      ask.askedAt.getTime() - one.askedAt.getTime() < soonMs,
  );
}

function isSameAmount({ amount }: OrderRefund, ask: RefundAsk): boolean {
  return amount.amount === ask.amount?.amount && amount.currency === ask.amount.currency;
}

/** Asking for all replaces what had failed by then, which was money that was left. */
function wasAllThatWasLeft({ refunds, total }: Order, recorded: OrderRefund): boolean {
  const index = refunds.indexOf(recorded);
  const known = refunds.slice(0, index + 1).map(({ refundId }) => refundId);
  const alive = refunds
    .slice(0, index)
    .filter(({ replacedBy }) => replacedBy === undefined || !known.includes(replacedBy));
  return recorded.amount.amount === total.amount - amountsOf(alive);
}
