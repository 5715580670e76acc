/**
 * Every refusal we give has a stable code. The catalogue fixes its HTTP status and public title;
 * `detail` says in plain words what happened and what to do, `internal` is for the log only.
 */
export const problemCatalogue = {
  invalid_request: { status: 400, title: 'The request is malformed' },
  not_signed_in: { status: 401, title: 'You are not signed in' },
  wrong_credentials: { status: 401, title: 'E-mail or password is wrong' },
  not_yours: { status: 403, title: 'This belongs to somebody else' },
  foreign_origin: { status: 403, title: 'The request came from another site' },
  not_found: { status: 404, title: 'There is nothing here' },
  ticket_unavailable: { status: 409, title: 'Another buyer was faster' },
  price_changed: { status: 409, title: 'The price has changed' },
  order_not_payable: { status: 409, title: 'This order cannot be paid' },
  order_not_cancellable: { status: 409, title: 'This order cannot be cancelled' },
  seat_taken: { status: 409, title: 'This seat is already listed' },
  event_started: { status: 409, title: 'The Event has started' },
  event_cancelled: { status: 409, title: 'The Event was cancelled' },
  email_taken: { status: 409, title: 'This e-mail address has an account' },
  sold: { status: 409, title: 'The ticket is sold' },
  body_too_large: { status: 413, title: 'The request is too large' },
  unacceptable: { status: 422, title: 'This is not allowed' },
  own_ticket: { status: 422, title: 'You cannot buy your own ticket' },
  mixed_order: { status: 422, title: 'One order, one Event, one currency' },
  hold_limit: { status: 422, title: 'You hold as many tickets as allowed' },
  idempotency_mismatch: { status: 422, title: 'The key was used for another request' },
  rate_limited: { status: 429, title: 'Too many requests' },
  try_again: { status: 503, title: 'Please try again in a moment' },
  outcome_unknown: { status: 503, title: 'We do not know yet whether it worked' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemCatalogue;

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  /** The object as it is now; shown with most 409s. */
  readonly current?: unknown;
  /** Further public members of the answer, such as `alternatives` or `total`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
  /** For the log, never for the client. */
  readonly internal?: string;
  readonly cause?: unknown;
}

/** A refusal with a public answer (RFC 9457). Thrown by use cases; written by `http`. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly options: ProblemOptions = {},
  ) {
    super(`${code}: ${options.internal ?? detail}`, { cause: options.cause });
  }

  get status(): number {
    return problemCatalogue[this.code].status;
  }
}

interface UnavailableOptions {
  /** Default 1. */
  readonly retryAfterSeconds?: number;
  readonly internal?: string;
  readonly cause?: unknown;
}

/** Nothing was changed and nothing will be; the same request may succeed in a moment. */
export function tryAgain(detail: string, options: UnavailableOptions = {}): Problem {
  return new Problem('try_again', detail, { retryAfterSeconds: 1, ...options });
}

/** It may have happened or not; whoever asked looks again, or repeats with the same key. */
export function outcomeUnknown(detail: string, options: UnavailableOptions = {}): Problem {
  return new Problem('outcome_unknown', detail, { retryAfterSeconds: 1, ...options });
}

/** For states that types say cannot happen; a bug, not a refusal. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
