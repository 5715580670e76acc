import type { OrderId, PaymentId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { FailureReason, RefundCause, ReleaseReason } from './reasons.js';

export type { FailureReason, ReleaseReason } from './reasons.js';

/** What never changes about a payment. */
export interface PaymentFacts {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly buyerId: UserId;
  readonly amount: Money;
}

/**
 * Where a payment stands. `created`: our row exists, Stripe's intent may not. `authorising`: the
 * buyer has the client secret; a declined card stays here, since the same secret may succeed
 * later. `released`: we cancelled the intent, authorised or not. `failed`: Stripe did, or would
 * not let us capture. `refunding`: all of it is on its way back; a part that goes back leaves
 * the payment `captured`, and so does a refund that finally failed. `refunded`: all of it went;
 * what a bank sends back makes it `refunding` or `captured` again.
 */
export type PaymentState =
  | { readonly status: 'created' }
  | { readonly status: 'authorising'; readonly intentId: string; readonly clientSecret: string }
  | { readonly status: 'authorised'; readonly intentId: string }
  | { readonly status: 'capturing'; readonly intentId: string }
  | { readonly status: 'captured'; readonly intentId: string }
  | {
      readonly status: 'released';
      readonly intentId?: string | undefined;
      readonly reason: ReleaseReason;
    }
  | {
      readonly status: 'failed';
      readonly intentId?: string | undefined;
      readonly reason: FailureReason;
    }
  | {
      readonly status: 'refunding' | 'refunded';
      readonly intentId: string;
      readonly reason?: RefundCause | undefined;
    };

/** Nothing is left to do at Stripe for the payment itself; refunds may be under way, or return. */
export function isFinished(state: PaymentState): boolean {
  switch (state.status) {
    case 'captured':
    case 'released':
    case 'failed':
    case 'refunded':
      return true;
    case 'created':
    case 'authorising':
    case 'authorised':
    case 'capturing':
    case 'refunding':
      return false;
  }
}

/** The payment stands for its order: no second one may be made beside it. */
export function isCurrent(state: PaymentState): boolean {
  return state.status !== 'released' && state.status !== 'failed' && state.status !== 'refunded';
}

export function intentIdOf(state: PaymentState): string | undefined {
  return state.status === 'created' ? undefined : state.intentId;
}
