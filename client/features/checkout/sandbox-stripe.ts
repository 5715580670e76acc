import { lostAnswer, unreachable } from '@/lib/api/problem';
import {
  declineReason,
  type IntentOutcome,
  intentIdOf,
  outcomeOfIntent,
  type PaymentIntent,
  type StripeError,
} from './payment-intent';

const PUBLISHABLE_KEY = 'pk_test_marquee';
/** A bank that says nothing for this long has not been heard; asking again is safe. */
const TIMEOUT_MS = 20_000;

type StripeAnswer = PaymentIntent | { error: StripeError };

async function ask(path: string, init: RequestInit): Promise<StripeAnswer> {
  try {
    const response = await fetch(`/sandbox/stripe/v1/payment_intents/${path}`, {
      ...init,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return (await response.json()) as StripeAnswer;
  } catch (error) {
    throw lostAnswer(error);
  }
}

export async function retrieveIntent(clientSecret: string): Promise<IntentOutcome> {
  const query = new URLSearchParams({ client_secret: clientSecret, key: PUBLISHABLE_KEY });
  const answer = await ask(`${intentIdOf(clientSecret)}?${query}`, { cache: 'no-store' });
  if ('error' in answer) throw unreachable(answer.error.code ?? 'no intent');
  return outcomeOfIntent(answer);
}

export interface Confirmation {
  clientSecret: string;
  paymentMethod: string;
  /** Where a challenge's page sends the buyer back to. */
  returnUrl: string;
}

/** The browser's own call to the payment provider; our services never see a card. */
export async function confirmIntent(confirmation: Confirmation): Promise<IntentOutcome> {
  const answer = await ask(`${intentIdOf(confirmation.clientSecret)}/confirm`, {
    method: 'POST',
    body: new URLSearchParams({
      client_secret: confirmation.clientSecret,
      key: PUBLISHABLE_KEY,
      payment_method: confirmation.paymentMethod,
      return_url: confirmation.returnUrl,
    }),
  });
  if (!('error' in answer)) return outcomeOfIntent(answer);
  if (answer.error.type === 'card_error') {
    return { kind: 'declined', reason: declineReason(answer.error) };
  }
  // The intent has moved on, by another tab perhaps: its state is the answer.
  return retrieveIntent(confirmation.clientSecret);
}
