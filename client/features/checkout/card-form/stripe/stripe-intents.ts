import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { unreachable } from '@/lib/api/problem';
import {
  declineReason,
  type IntentOutcome,
  outcomeOfIntent,
  type StripeError,
} from '../../payment-intent';
import type { ConfirmRequest } from '../card-form';

/** As much of Stripe's script as a payment needs. */
export type StripePayments = Pick<Stripe, 'confirmPayment' | 'retrievePaymentIntent'>;

export async function retrieveWithStripe(
  stripe: StripePayments,
  clientSecret: string,
): Promise<IntentOutcome> {
  const { paymentIntent, error } = await stripe.retrievePaymentIntent(clientSecret);
  if (paymentIntent === undefined) throw unreachable(error?.code ?? 'no intent');
  return outcomeOfIntent(paymentIntent);
}

const isDecline = ({ type, code }: StripeError): boolean =>
  type === 'card_error' || code === 'payment_intent_authentication_failure';

/**
 * Confirms with what was entered in Stripe's own fields; a challenge is shown by Stripe in this
 * page. Throws `unreachable` when Stripe gave no answer that says how it ended.
 */
export async function confirmWithStripe(
  stripe: StripePayments,
  elements: StripeElements,
  { clientSecret, returnUrl }: ConfirmRequest,
): Promise<IntentOutcome> {
  const { paymentIntent, error } = await stripe.confirmPayment({
    elements,
    clientSecret,
    confirmParams: { return_url: returnUrl },
    redirect: 'if_required',
  });
  if (paymentIntent !== undefined) return outcomeOfIntent(paymentIntent);
  if (error === undefined) throw unreachable('no intent');
  if (isDecline(error)) return { kind: 'declined', reason: declineReason(error) };
  if (error.type === 'validation_error') return { kind: 'open' };
  // The intent has moved on, by another tab perhaps: its state is the answer.
  if (error.type === 'invalid_request_error') return retrieveWithStripe(stripe, clientSecret);
  throw unreachable(error.code ?? error.type);
}
