import Stripe from 'stripe';

/**
 * What a failed call tells us. `refused`: Stripe understood and said no; the same call will be
 * refused again. `unanswered`: it may or may not have happened; look before repeating.
 */
export interface CallFailure {
  readonly kind: 'refused' | 'unanswered';
  /** Stripe says that it has no such object. */
  readonly isMissing: boolean;
  /** Stripe answered with an error of its own; it would repeat that answer under the same key. */
  readonly isStored: boolean;
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
    const summary = { type: error.name, message: error.message };
    return { kind: 'unanswered', isMissing: false, isStored: false, summary };
  }
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  return {
    kind: isRefusal(error) ? 'refused' : 'unanswered',
    isMissing: error.code === 'resource_missing',
    isStored: (error.statusCode ?? 0) >= 500,
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

/** What a call brought, or why it brought nothing. Rethrows what is a bug of ours. */
export async function tried<T>(work: Promise<T>): Promise<{ value: T } | { failure: CallFailure }> {
  try {
    return { value: await work };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
