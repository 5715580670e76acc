import type { FailureReason } from './payment.js';
import { type RefundSituation, type RefundStep, refundStep } from './refund-step.js';
import type { PaymentFact } from './transitions.js';
import type { Verdict } from './verdict.js';

/** Stripe's own words for where a PaymentIntent stands. */
export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

/** How often each call was begun; every number is part of one idempotency key. */
export interface Attempts {
  readonly create: number;
  readonly capture: number;
  readonly cancel: number;
}

export interface Situation extends RefundSituation {
  readonly attempts: Attempts;
  /** What Stripe said during this run; null while we have not asked. */
  readonly seen: IntentStatus | null;
  /** Stripe will not let us capture: the intent is given up, whatever the order says. */
  readonly givenUp: boolean;
  /** Asked for again and again, Stripe says that it has no such intent. */
  readonly isUnknownToStripe: boolean;
}

export type NextStep =
  | { readonly kind: 'create' }
  /** The order ended before an intent was handed out: cancel whatever was made, then release. */
  | { readonly kind: 'abandon'; readonly fact: PaymentFact }
  | { readonly kind: 'read' }
  | { readonly kind: 'capture' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'record'; readonly fact: PaymentFact }
  | RefundStep;

/** The one thing to do next for a payment: the whole policy of the worker, without its I/O. */
export function nextStep(situation: Situation): NextStep {
  const { state, verdict } = situation;
  switch (state.status) {
    case 'released':
    case 'failed':
      return { kind: 'done' };
    case 'captured':
    case 'refunding':
    case 'refunded':
      return refundStep(situation);
    case 'created':
      return verdict.kind === 'release'
        ? { kind: 'abandon', fact: { kind: 'release_seen', reason: verdict.reason } }
        : { kind: 'create' };
    case 'authorising':
    case 'authorised':
    case 'capturing':
      // No intent, no money: what we know of it is all there is to know.
      if (situation.isUnknownToStripe)
        return { kind: 'record', fact: endOf(verdict, 'unknown_to_stripe') };
      return situation.seen === null ? unseen(situation) : seen(situation, situation.seen);
  }
}

/** The first try of a call needs no re-read before it; every further one does. */
function unseen({ state, verdict, attempts, givenUp }: Situation): NextStep {
  const wanted = givenUp ? 'release' : verdict.kind;
  if (wanted === 'release' && attempts.cancel === 0) return { kind: 'cancel' };
  if (wanted !== 'capture') return { kind: 'read' };
  if (state.status === 'authorised') return { kind: 'record', fact: { kind: 'capture_begun' } };
  if (state.status === 'capturing' && attempts.capture === 0) return { kind: 'capture' };
  return { kind: 'read' };
}

function seen({ state, verdict, givenUp }: Situation, status: IntentStatus): NextStep {
  if (status === 'succeeded') return { kind: 'record', fact: { kind: 'capture_seen' } };
  if (status === 'canceled') return { kind: 'record', fact: endOfCancelled(verdict, givenUp) };
  if (givenUp || verdict.kind === 'release') return { kind: 'cancel' };
  if (status !== 'requires_capture') return { kind: 'wait' };
  if (state.status === 'authorising')
    return { kind: 'record', fact: { kind: 'authorisation_seen' } };
  if (state.status === 'capturing') return { kind: 'capture' };
  return verdict.kind === 'capture'
    ? { kind: 'record', fact: { kind: 'capture_begun' } }
    : { kind: 'wait' };
}

function endOfCancelled(verdict: Verdict, givenUp: boolean): PaymentFact {
  if (givenUp) return { kind: 'failure_seen', reason: 'capture_refused' };
  return endOf(verdict, 'cancelled_by_stripe');
}

/** Ended without money: as the order wished, or for a reason of Stripe's. */
function endOf(verdict: Verdict, otherwise: FailureReason): PaymentFact {
  return verdict.kind === 'release'
    ? { kind: 'release_seen', reason: verdict.reason }
    : { kind: 'failure_seen', reason: otherwise };
}
