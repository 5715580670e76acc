import type { FailureReason, PaymentState, ReleaseReason } from './payment.js';
import { intentIdOf, isFinished } from './payment.js';

/** Something that is now known to be true, from Stripe or from our own decision. */
export type PaymentFact =
  | { readonly kind: 'intent_created'; readonly intentId: string; readonly clientSecret: string }
  | { readonly kind: 'authorisation_seen' }
  | { readonly kind: 'capture_begun' }
  | { readonly kind: 'capture_seen' }
  | { readonly kind: 'release_seen'; readonly reason: ReleaseReason }
  | { readonly kind: 'failure_seen'; readonly reason: FailureReason };

export type Announcement =
  | 'PaymentAuthorised'
  | 'PaymentCaptured'
  | 'PaymentReleased'
  | 'PaymentFailed'
  | 'PaymentRefunded'
  | 'PaymentRefundFailed';

export interface Transition {
  readonly state: PaymentState;
  /** The domain event that tells the others, if this change concerns them. */
  readonly announce: Announcement | null;
}

/** What a fact makes of a state; null when it changes nothing. States only ever move forward. */
export function transition(state: PaymentState, fact: PaymentFact): Transition | null {
  if (isFinished(state) || state.status === 'refunding') return null;
  const intentId = intentIdOf(state);
  switch (fact.kind) {
    case 'intent_created':
      if (state.status !== 'created') return null;
      return quietly({
        status: 'authorising',
        intentId: fact.intentId,
        clientSecret: fact.clientSecret,
      });
    case 'authorisation_seen':
      if (state.status !== 'authorising') return null;
      return {
        state: { status: 'authorised', intentId: state.intentId },
        announce: 'PaymentAuthorised',
      };
    case 'capture_begun':
      if (state.status !== 'authorised') return null;
      return quietly({ status: 'capturing', intentId: state.intentId });
    case 'capture_seen':
      if (intentId === undefined) return null;
      return { state: { status: 'captured', intentId }, announce: 'PaymentCaptured' };
    case 'release_seen':
      return {
        state: { status: 'released', intentId, reason: fact.reason },
        announce: 'PaymentReleased',
      };
    case 'failure_seen':
      return {
        state: { status: 'failed', intentId, reason: fact.reason },
        announce: 'PaymentFailed',
      };
  }
}

function quietly(state: PaymentState): Transition {
  return { state, announce: null };
}
