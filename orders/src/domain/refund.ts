import type { RefundId } from '@marquee/common/ids';
import { type Money, stepMinorUnits } from '@marquee/common/money';
import { failedRefunds, replaceFailed, unaskedOf } from './failed-refunds.js';
import type {
  Order,
  OrderRefund,
  OrderStep,
  PaidOrder,
  RefundReason,
  TicketsAfterRefund,
} from './order.js';

export interface RefundAsk {
  readonly refundId: RefundId;
  /** Null: all that is left. */
  readonly amount: Money | null;
  readonly reason: RefundReason;
  readonly tickets: TicketsAfterRefund;
  readonly askedAt: Date;
}

export type RefundRefusal =
  | 'not_complete'
  | 'nothing_left'
  | 'more_than_left'
  | 'other_currency'
  | 'not_an_amount';

export type AskedRefund =
  | { readonly kind: 'asked'; readonly step: OrderStep<PaidOrder> }
  | { readonly kind: 'refused'; readonly why: RefundRefusal };

/** The sum of refunds of one order, in minor units. */
export const amountsOf = (refunds: readonly OrderRefund[]) =>
  refunds.reduce((sum, { amount }) => sum + amount.amount, 0);

/** What may still be asked back: the total less what was agreed and has not failed. */
export function leftToRefund({ total, refunds }: Order): Money {
  const agreed = refunds.filter(({ status }) => status !== 'failed');
  return { ...total, amount: total.amount - amountsOf(agreed) };
}

/**
 * What a cancelled Event still owes the buyer of a complete order. What was asked for and finally
 * failed is not asked for again until a person has looked at it.
 */
export function owedByCancellation(order: Order): Money {
  const left = leftToRefund(order);
  const failed = failedRefunds(order).filter(({ reason }) => reason === 'event_cancelled');
  const unasked = failed.reduce((sum, one) => sum + unaskedOf(one), 0);
  // On old rows a part that was asked for since is not told from what failed.
  return { ...left, amount: Math.max(0, left.amount - unasked) };
}

/**
 * Agrees to give money back, never more than the total. What had failed is asked for again with it,
 * as far as the amount goes: first the oldest, or only those of `again`.
 */
export function askRefund(
  order: Order,
  ask: RefundAsk,
  again: readonly OrderRefund[] = failedRefunds(order),
): AskedRefund {
  const left = leftToRefund(order);
  const amount = ask.amount ?? left;
  // Of a refunded order something is left only when a bank sent it back and it finally failed.
  if (order.status !== 'complete' && order.status !== 'refunded') return refused('not_complete');
  if (left.amount === 0) return refused('nothing_left');
  if (amount.currency !== left.currency) return refused('other_currency');
  if (!isMovable(amount)) return refused('not_an_amount');
  if (amount.amount > left.amount) return refused('more_than_left');

  const isAll = amount.amount === left.amount;
  const replacement = { refundId: ask.refundId, amount: isAll ? Infinity : amount.amount };
  const earlier = replaceFailed(order.refunds, isAll ? failedRefunds(order) : again, replacement);
  const refunds = [...earlier, { ...ask, amount, status: 'asked' as const }];
  const after = { ...order, refunds, version: order.version + 1 };
  return { kind: 'asked', step: { fact: 'OrderRefundAsked', after } };
}

/** Asks again for what failed, refund by refund, as far as nobody has asked for it since. */
export function askAgain(
  order: Order,
  askedAt: Date,
  newRefundId: () => RefundId,
): readonly AskedRefund[] {
  const [failed] = failedRefunds(order);
  if (failed === undefined) return [];
  const { reason, tickets } = failed;
  const least = Math.min(unaskedOf(failed), leftToRefund(order).amount);
  const amount = { ...failed.amount, amount: least };
  const asked = askRefund(order, { refundId: newRefundId(), amount, reason, tickets, askedAt });
  // The next one is looked for in the order as it is then: this one may be for that one too.
  return asked.kind === 'asked'
    ? [asked, ...askAgain(asked.step.after, askedAt, newRefundId)]
    : [asked];
}

/**
 * How a refund ended; null when it is not ours, or had ended before. One that succeeded can fail
 * later: a bank sent it back, and it could not be sent again. A refunded order stays so, since its
 * tickets may be somebody else's by then: its money is to be asked for again.
 */
export function endRefund(
  order: PaidOrder,
  refundId: RefundId,
  status: 'succeeded' | 'failed',
): OrderStep<PaidOrder> | null {
  const ended = order.refunds.find((one) => one.refundId === refundId);
  const canEnd =
    ended?.status === 'asked' || (ended?.status === 'succeeded' && status === 'failed');
  if (!canEnd) return null;
  const refunds = order.refunds.map((one) => (one === ended ? { ...one, status } : one));
  const after = { ...order, refunds, version: order.version + 1 };
  if (status === 'failed') return { fact: 'OrderRefundFailed', after };
  const back = amountsOf(refunds.filter((one) => one.status === 'succeeded'));
  const isAllBack = back === order.total.amount;
  return {
    fact: 'OrderRefunded',
    after: { ...after, status: isAllBack ? 'refunded' : order.status },
  };
}

const refused = (why: RefundRefusal): AskedRefund => ({ kind: 'refused', why });

function isMovable({ amount, currency }: Money): boolean {
  return Number.isSafeInteger(amount) && amount > 0 && amount % stepMinorUnits(currency) === 0;
}
