import Stripe from 'stripe';

/**
 * What a failed call tells us. `refused`: Stripe understood and said no; the same call will be
 * refused again. `unanswered`: it may or may not have happened; look before repeating.
 */
export interface CallFailure {
  readonly kind: 'refused' | 'unanswered';
  /** Safe to log: no client secret, no card. Stripe's errors carry both. */
  readonly summary: Readonly<Record<string, string | number | undefined>>;
}

/** Stripe answered something that its API does not say it can. */
export class StrangeAnswer extends Error {
  override readonly name = 'StrangeAnswer';
}

/** Classifies what the SDK threw. Rethrows what did not come from it: that is a bug of ours. */
export function failureOf(error: unknown): CallFailure {
  // It may have done what we asked: repeated after a pause, like a call without an answer.
  if (error instanceof StrangeAnswer) {
    return { kind: 'unanswered', summary: { type: error.name, message: error.message } };
  }
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  return {
    kind: isRefusal(error) ? 'refused' : 'unanswered',
    summary: {
      type: error.type,
      code: error.code,
      statusCode: error.statusCode,
      requestId: error.requestId,
      param: error.param,
    },
  };
}

/** Wrong keys, too many requests and running duplicates pass; only these are an answer. */
function isRefusal(error: Stripe.errors.StripeError): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeCardError
  );
}
