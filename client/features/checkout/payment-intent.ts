/** What we read of Stripe's PaymentIntent; Stripe's own names. */
export interface PaymentIntent {
  id: string;
  status: string;
  next_action?: { redirect_to_url?: { url?: string | null } } | null;
  last_payment_error?: StripeError | null;
}

export interface StripeError {
  type?: string;
  code?: string;
  decline_code?: string;
  payment_intent?: PaymentIntent;
}

export const declineReasons = [
  'insufficient_funds',
  'expired_card',
  'incorrect_cvc',
  'authentication_failed',
  'processing_error',
] as const;
export type DeclineReason = (typeof declineReasons)[number] | 'declined';

export type IntentOutcome =
  | { kind: 'authorised' }
  | { kind: 'challenge'; url: string }
  /** The bank waits for an answer that can only be given by paying again. */
  | { kind: 'challenge_left' }
  | { kind: 'declined'; reason: DeclineReason }
  /** The intent is over: our side gave the money back, so the order says what happened. */
  | { kind: 'released' }
  /** Nothing was tried yet. */
  | { kind: 'open' };

/** The bank's reason in our words; banks often give none, and we do not guess. */
export function declineReason(error: StripeError): DeclineReason {
  if (error.code === 'payment_intent_authentication_failure') return 'authentication_failed';
  const given = error.decline_code ?? error.code;
  return declineReasons.find((reason) => reason === given) ?? 'declined';
}

export function outcomeOfIntent(intent: PaymentIntent): IntentOutcome {
  const url = intent.next_action?.redirect_to_url?.url;
  switch (intent.status) {
    case 'requires_capture':
    case 'processing':
    case 'succeeded':
      return { kind: 'authorised' };
    case 'canceled':
      return { kind: 'released' };
    case 'requires_action':
      return url ? { kind: 'challenge', url } : { kind: 'challenge_left' };
    default:
      return intent.last_payment_error == null
        ? { kind: 'open' }
        : { kind: 'declined', reason: declineReason(intent.last_payment_error) };
  }
}

/** `pi_123_secret_abc` belongs to `pi_123`. */
export const intentIdOf = (clientSecret: string): string => clientSecret.split('_secret_')[0] ?? '';
