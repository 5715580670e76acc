import type { FailureReason, PaymentState } from './payment.js';
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

export interface Situation {
  readonly state: PaymentState;
  readonly verdict: Verdict;
  readonly attempts: Attempts;
  /** What Stripe said during this run; null while we have not asked. */
  readonly seen: IntentStatus | null;
  /** Stripe will not let us capture: the intent is given up, whatever the order says. */
  readonly givenUp: boolean;
}

export type NextStep =
  | { readonly kind: 'create' }
  /** The order ended before an intent was handed out: cancel whatever was made, then release. */
  | { readonly kind: 'abandon'; readonly fact: PaymentFact }
  | { readonly kind: 'read' }
  | { readonly kind: 'capture' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'record'; readonly fact: PaymentFact }
  | { readonly kind: 'wait' }
  | { readonly kind: 'done' };

/** The one thing to do next for a payment: the whole policy of the worker, without its I/O. */
export function nextStep(situation: Situation): NextStep {
  const { state, verdict } = situation;
  switch (state.status) {
    case 'captured':
    case 'released':
    case 'failed':
    case 'refunding':
    case 'refunded':
      return { kind: 'done' };
    case 'created':
      return verdict.kind === 'release'
        ? { kind: 'abandon', fact: { kind: 'release_seen', reason: verdict.reason } }
        : { kind: 'create' };
    case 'authorising':
    case 'authorised':
    case 'capturing':
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
  if (status === 'canceled') return { kind: 'record', fact: endOf(verdict, givenUp) };
  if (givenUp || verdict.kind === 'release') return { kind: 'cancel' };
  if (status !== 'requires_capture') return { kind: 'wait' };
  if (state.status === 'authorising')
    return { kind: 'record', fact: { kind: 'authorisation_seen' } };
  if (state.status === 'capturing') return { kind: 'capture' };
  return verdict.kind === 'capture'
    ? { kind: 'record', fact: { kind: 'capture_begun' } }
    : { kind: 'wait' };
}

function endOf(verdict: Verdict, givenUp: boolean): PaymentFact {
  const failure = (reason: FailureReason): PaymentFact => ({ kind: 'failure_seen', reason });
  if (givenUp) return failure('capture_refused');
  if (verdict.kind === 'release') return { kind: 'release_seen', reason: verdict.reason };
  return failure('cancelled_by_stripe');
}
