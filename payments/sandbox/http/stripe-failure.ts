import type { SandboxIntent } from '../intents/intent.js';

export type StripeErrorType =
  | 'api_error'
  | 'card_error'
  | 'idempotency_error'
  | 'invalid_request_error';

export interface StripeFailureOptions {
  readonly code?: string;
  readonly declineCode?: string | null;
  readonly param?: string;
  /** Shown inside the error, as the caller may see it. */
  readonly intent?: SandboxIntent;
  readonly paymentMethod?: string;
}

/** A refusal in Stripe's shape. */
export class StripeFailure extends Error {
  override readonly name = 'StripeFailure';

  constructor(
    readonly status: number,
    readonly type: StripeErrorType,
    message: string,
    readonly options: StripeFailureOptions = {},
  ) {
    super(message);
  }
}

export function invalidRequest(message: string, options: StripeFailureOptions = {}): StripeFailure {
  return new StripeFailure(400, 'invalid_request_error', message, options);
}

export function noSuch(object: string, id: string, param = 'id'): StripeFailure {
  return new StripeFailure(404, 'invalid_request_error', `No such ${object}: '${id}'`, {
    code: 'resource_missing',
    param: object === 'payment_intent' ? 'intent' : param,
  });
}
