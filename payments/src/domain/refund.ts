import type { RefundId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { PaymentState } from './payment.js';
import type { RefundCause } from './reasons.js';

/** Money on its way back to the buyer, as it is embedded in its payment. Written before any call. */
export interface Refund {
  readonly refundId: RefundId;
  readonly amount: Money;
  readonly reason: RefundCause;
  /** `payments`: captured for an order that did not win; nobody else knows of this refund. */
  readonly by: 'order' | 'payments';
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** Calls begun under a key of their own. */
  readonly attempt: number;
  /** When the attempt was begun; absent when its key must not be used again. */
  readonly attemptedAt?: Date | undefined;
  /** Stripe's id of the attempt, once we know it. */
  readonly stripeRefundId?: string | undefined;
  /** Stripe said no to the attempt; looked into before it counts as failed. */
  readonly refusal?: string | undefined;
  /** What had succeeded by these and came back from the buyer's bank, oldest first. */
  readonly returned?: readonly string[] | undefined;
  /** Attempts that failed for certain. */
  readonly failures: number;
  readonly failure?: string | undefined;
  /** Not tried again before. */
  readonly retryAt?: Date | undefined;
}

export type RefundStatus = Refund['status'];

/** What was asked for, before anything was tried. */
export type AskedRefund = Pick<Refund, 'refundId' | 'amount' | 'reason' | 'by'>;

/** A payment's money: what came, and what of it goes or went back. */
export interface Purse {
  readonly amount: Money;
  readonly state: PaymentState;
  readonly refunds: readonly Refund[];
}

/** The sum of the refunds in these states, in minor units. */
export function sumOf(refunds: readonly Refund[], ...statuses: readonly RefundStatus[]): number {
  return refunds
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, { amount }) => sum + amount.amount, 0);
}

/** What nobody has asked back yet; a refund that failed is not asked for any more. */
export function unaskedOf({ amount, refunds }: Pick<Purse, 'amount' | 'refunds'>): number {
  return amount.amount - sumOf(refunds, 'pending', 'succeeded');
}

/** Where captured money stands: the sum of its refunds says it, nothing else does. */
export function stateOfCaptured(
  intentId: string,
  amount: Money,
  refunds: readonly Refund[],
): PaymentState {
  const succeeded = sumOf(refunds, 'succeeded');
  const isAllAsked = succeeded + sumOf(refunds, 'pending') >= amount.amount;
  if (!isAllAsked) return { status: 'captured', intentId };
  const reason = refunds.findLast(({ status }) => status !== 'failed')?.reason;
  const status = succeeded >= amount.amount ? 'refunded' : 'refunding';
  return { status, intentId, reason };
}
