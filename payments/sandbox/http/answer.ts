import type { Response } from 'express';
import type { SandboxIntent } from '../intents/intent.js';
import { renderPaymentMethod } from '../intents/render.js';
import type { Json } from './json.js';
import type { StripeFailure } from './stripe-failure.js';

/** A status and a body, as they are sent and, under an idempotency key, stored. */
export interface Answer extends Json {
  readonly status: number;
  readonly body: Json;
}

/** How the caller may see an intent: with the secret key all of it, in a browser less. */
export type Render = (intent: SandboxIntent) => Json;

export function answerOf(intent: SandboxIntent, render: Render): Answer {
  return { status: 200, body: render(intent) };
}

export function answerOfFailure(failure: StripeFailure, render: Render): Answer {
  const { code, declineCode, param, intent, paymentMethod } = failure.options;
  const error = {
    type: failure.type,
    message: failure.message,
    ...(code !== undefined && { code, doc_url: `https://stripe.com/docs/error-codes/${code}` }),
    ...(typeof declineCode === 'string' && { decline_code: declineCode }),
    ...(param !== undefined && { param }),
    ...(paymentMethod !== undefined && { payment_method: renderPaymentMethod(paymentMethod) }),
    ...(intent !== undefined && { payment_intent: render(intent) }),
  };
  return { status: failure.status, body: { error } };
}

export function send(res: Response, { status, body }: Answer): void {
  res.status(status).set('Cache-Control', 'no-cache, no-store').json(body);
}
