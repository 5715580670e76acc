import type { RefundId } from '@marquee/common/ids';
import type { Order, OrderRefund } from './order.js';

/** Refunds that finally failed and whose money, or a rest of it, nobody has asked for again. */
export function failedRefunds({ refunds }: Order): readonly OrderRefund[] {
  return refunds.filter((one) => one.status === 'failed' && unaskedOf(one) > 0);
}

/** What of a failed refund nobody has asked for again, in minor units. */
export function unaskedOf({ amount, replacedBy, rest }: OrderRefund): number {
  if (rest !== undefined) return rest.amount;
  return replacedBy === undefined ? amount.amount : 0;
}

/** The refunds once another one is for the money of these failed ones, in turn, while it lasts. */
export function replaceFailed(
  refunds: readonly OrderRefund[],
  failed: readonly OrderRefund[],
  by: { readonly refundId: RefundId; readonly amount: number },
): readonly OrderRefund[] {
  const replaced = new Map<OrderRefund, OrderRefund>();
  let lasts = by.amount;
  for (const one of failed) {
    if (lasts === 0) break;
    const { rest: _, ...facts } = one;
    const unasked = unaskedOf(one);
    const rest = Math.max(0, unasked - lasts);
    lasts -= unasked - rest;
    replaced.set(one, {
      ...facts,
      replacedBy: by.refundId,
      ...(rest > 0 && { rest: { ...one.amount, amount: rest } }),
    });
  }
  return refunds.map((one) => replaced.get(one) ?? one);
}
