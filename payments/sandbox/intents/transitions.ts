import { invalidRequest, StripeFailure } from '../http/stripe-failure.js';
import type { Challenge, PaymentError, SandboxIntent, SandboxIntentStatus } from './intent.js';
import { findTestCard } from './test-cards.js';

/** An intent after a call; with a failure when the call is answered by an error all the same. */
export interface Outcome {
  readonly intent: SandboxIntent;
  readonly failure: StripeFailure | null;
}

export interface Confirmation {
  readonly paymentMethod: string | undefined;
  readonly returnUrl: string | undefined;
  /** Names the challenge, should the bank ask for one. */
  readonly challengeToken: string;
  readonly now: Date;
}

const confirmable: readonly SandboxIntentStatus[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

/** The buyer, or the server, gives a card: approved, declined or challenged. */
export function confirm(intent: SandboxIntent, confirmation: Confirmation): Outcome {
  assertStatus(intent, 'confirm', confirmable);
  const waiting = intent.status === 'requires_confirmation' ? intent.paymentMethod : null;
  const paymentMethod = confirmation.paymentMethod ?? waiting;
  if (paymentMethod === null) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      { code: 'payment_intent_unexpected_state', intent },
    );
  }
  const card = findTestCard(paymentMethod);
  if (card === null) {
    throw invalidRequest(`No such PaymentMethod: '${paymentMethod}'`, {
      code: 'resource_missing',
      param: 'payment_method',
    });
  }
  const returnUrl = confirmation.returnUrl ?? null;
  const given = {
    ...intent,
    ...{ paymentMethod, lastPaymentError: null, challenge: null },
    returnUrl: returnUrl ?? intent.returnUrl,
  };
  const { outcome } = card;
  switch (outcome.kind) {
    case 'approved':
      return { intent: authorised(given, confirmation.now), failure: null };
    case 'challenged': {
      const challenge: Challenge = { token: confirmation.challengeToken, returnUrl };
      return { intent: { ...given, status: 'requires_action', challenge }, failure: null };
    }
    case 'declined':
      return declined(given, { ...outcome, paymentMethod });
  }
}

/** The bank's answer to a challenge. */
export function answerChallenge(
  intent: SandboxIntent,
  complete: boolean,
  now: Date,
): SandboxIntent {
  const answered = { ...intent, challenge: null };
  if (complete) return authorised(answered, now);
  return declined(answered, {
    code: 'payment_intent_authentication_failure',
    declineCode: null,
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    paymentMethod: intent.paymentMethod ?? '',
  }).intent;
}

export function capture(intent: SandboxIntent, amountToCapture: number | undefined): SandboxIntent {
  assertStatus(intent, 'capture', ['requires_capture']);
  const amount = amountToCapture ?? intent.amount;
  if (amount > intent.amount) {
    throw invalidRequest(
      'The requested capture amount is greater than the amount that can be captured.',
      { code: 'amount_too_large', param: 'amount_to_capture', intent },
    );
  }
  return { ...intent, status: 'succeeded', amountReceived: amount };
}

export function cancel(intent: SandboxIntent, reason: string | null, now: Date): SandboxIntent {
  assertStatus(intent, 'cancel', [...confirmable, 'requires_capture']);
  return {
    ...intent,
    status: 'canceled',
    challenge: null,
    canceledAt: now,
    cancellationReason: reason,
  };
}

function authorised(intent: SandboxIntent, authorisedAt: Date): SandboxIntent {
  const charged = { ...intent, authorisedAt };
  if (intent.captureMethod === 'manual') return { ...charged, status: 'requires_capture' };
  return { ...charged, status: 'succeeded', amountReceived: intent.amount };
}

/** Not the end: the same intent may be confirmed with another card. */
function declined(intent: SandboxIntent, error: PaymentError): Outcome {
  const { code, declineCode, message, paymentMethod } = error;
  const lastPaymentError = { code, declineCode, message, paymentMethod };
  const after: SandboxIntent = { ...intent, status: 'requires_payment_method', lastPaymentError };
  const options = { code, declineCode, paymentMethod, intent: after };
  return { intent: after, failure: new StripeFailure(402, 'card_error', message, options) };
}

function assertStatus(
  intent: SandboxIntent,
  call: 'confirm' | 'capture' | 'cancel',
  allowed: readonly SandboxIntentStatus[],
): void {
  if (allowed.includes(intent.status)) return;
  throw invalidRequest(
    `This PaymentIntent could not be ${participles[call]} because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${participles[call]}: ${allowed.join(', ')}.`,
    { code: 'payment_intent_unexpected_state', intent },
  );
}

const participles = { confirm: 'confirmed', capture: 'captured', cancel: 'canceled' } as const;
