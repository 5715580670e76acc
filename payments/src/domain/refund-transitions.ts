import type { RefundId } from '@marquee/common/ids';
import type { PaymentState } from './payment.js';
import { type AskedRefund, type Purse, type Refund, stateOfCaptured, unaskedOf } from './refund.js';

/** Something that is now known to be true of a refund. */
export type RefundFact =
  | { readonly kind: 'refund_asked'; readonly refund: AskedRefund }
  | (OfRefund & { readonly kind: 'refund_begun'; readonly attempt: number; readonly at: Date })
  | (OfRefund & { readonly kind: 'refund_refused'; readonly refusal: string })
  /** Stripe answered with an error of its own, and would repeat it: a pause, then a new key. */
  | (OfRefund & { readonly kind: 'refund_key_spent'; readonly at: Date })
  | (OfRefund & { readonly kind: 'refund_made'; readonly stripeRefundId: string })
  | (OfRefund & { readonly kind: 'refund_succeeded'; readonly stripeRefundId: string })
  | (OfRefund & FailedAttempt & { readonly kind: 'refund_attempt_failed' })
  /** It had succeeded, and the buyer's bank sent it back: an attempt that failed late. */
  | (OfRefund &
      FailedAttempt & { readonly kind: 'refund_returned'; readonly stripeRefundId: string });

interface FailedAttempt {
  readonly failure: string;
  readonly at: Date;
}

interface OfRefund {
  readonly refundId: RefundId;
}

const kinds: ReadonlySet<string> = new Set([
  'refund_asked',
  'refund_begun',
  'refund_refused',
  'refund_key_spent',
  'refund_made',
  'refund_succeeded',
  'refund_attempt_failed',
  'refund_returned',
] satisfies Array<RefundFact['kind']>);

export function isRefundFact(fact: { readonly kind: string }): fact is RefundFact {
  return kinds.has(fact.kind);
}

export interface RefundTransition {
  readonly state: PaymentState;
  readonly refunds: readonly Refund[];
  readonly announce: 'PaymentRefunded' | 'PaymentRefundFailed' | null;
}

/** After so many failed attempts a refund has failed, and its money is captured as before. */
export const refundFailuresMax = 5;

const firstRetryMs = 60_000;
const retryFactor = 4;
/** Money of nobody's order is tried again for as long as it is here. */
const ownRefundPauseMs = 86_400_000;

/**
 * What a fact makes of captured money; null when it changes nothing. A final refund stays final,
 * unless a bank sends it back.
 */
export function refundTransition(
  purse: Purse,
  fact: RefundFact,
  retryMs = firstRetryMs,
): RefundTransition | null {
  const { state, refunds } = purse;
  if (!isHeldOrGivenBack(state)) return null;
  if (fact.kind === 'refund_asked') return asked(purse, state.intentId, fact.refund);
  const before = refunds.find(({ refundId }) => refundId === fact.refundId);
  const expected = fact.kind === 'refund_returned' ? 'succeeded' : 'pending';
  if (before?.status !== expected) return null;
  const after = changed(before, fact, retryMs);
  const all = refunds.map((refund) => (refund === before ? after : refund));
  return result(purse, state.intentId, all, after);
}

function isHeldOrGivenBack(
  state: PaymentState,
): state is Extract<PaymentState, { status: 'captured' | 'refunding' | 'refunded' }> {
  return ['captured', 'refunding', 'refunded'].includes(state.status);
}

/** Orders counts what it asks for; should it ever ask for more than is here, the answer is no. */
function asked(purse: Purse, intentId: string, refund: AskedRefund): RefundTransition | null {
  if (purse.refunds.some(({ refundId }) => refundId === refund.refundId)) return null;
  const { amount } = refund;
  const isCovered =
    amount.currency === purse.amount.currency &&
    amount.amount > 0 &&
    amount.amount <= unaskedOf(purse);
  const written: Refund = isCovered
    ? { ...refund, status: 'pending', attempt: 0, failures: 0 }
    : { ...refund, status: 'failed', attempt: 0, failures: 0, failure: 'exceeds_captured' };
  return result(purse, intentId, [...purse.refunds, written], written);
}

function changed(
  refund: Refund,
  fact: Exclude<RefundFact, { kind: 'refund_asked' }>,
  retryMs: number,
): Refund {
  switch (fact.kind) {
    case 'refund_begun': {
      const { retryAt: _, ...rest } = refund;
      const attemptedAt = fact.attempt === refund.attempt ? refund.attemptedAt : undefined;
      return { ...rest, attempt: fact.attempt, attemptedAt: attemptedAt ?? fact.at };
    }
    case 'refund_key_spent': {
      const { attemptedAt: _, ...rest } = refund;
      return { ...rest, retryAt: new Date(fact.at.getTime() + retryMs / 2) };
    }
    case 'refund_refused':
      return { ...refund, refusal: fact.refusal };
    case 'refund_made':
      return { ...refund, stripeRefundId: fact.stripeRefundId };
    case 'refund_succeeded':
      return { ...refund, status: 'succeeded', stripeRefundId: fact.stripeRefundId };
    case 'refund_attempt_failed':
      return failed(refund, fact, retryMs);
    case 'refund_returned': {
      const returned = [...(refund.returned ?? []), fact.stripeRefundId];
      return failed({ ...refund, returned }, fact, retryMs);
    }
  }
}

function failed(refund: Refund, { failure, at }: FailedAttempt, retryMs: number): Refund {
  const { attemptedAt: _, stripeRefundId: __, refusal: ___, ...rest } = refund;
  const failures = refund.failures + 1;
  const isFinal = failures >= refundFailuresMax;
  const pauseMs = isFinal ? ownRefundPauseMs : retryMs * retryFactor ** refund.failures;
  const mayRetry = !isFinal || refund.by === 'payments';
  return {
    ...rest,
    failures,
    failure,
    status: isFinal ? 'failed' : 'pending',
    ...(mayRetry && { retryAt: new Date(at.getTime() + pauseMs) }),
  };
}

function result(
  { amount }: Purse,
  intentId: string,
  refunds: readonly Refund[],
  { status }: Refund,
): RefundTransition {
  const announce =
    status === 'succeeded' ? 'PaymentRefunded' : status === 'failed' ? 'PaymentRefundFailed' : null;
  return { state: stateOfCaptured(intentId, amount, refunds), refunds, announce };
}
