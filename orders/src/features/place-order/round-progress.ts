import {
  outcomeUnknown as commonOutcomeUnknown,
  tryAgain as commonTryAgain,
  type Problem,
} from '@marquee/common/errors';
import type { Decision, PlaceRequest } from '../../domain/request.js';

/** A decision, or the error that one request alone ended with. */
export type Answer = { readonly decision: Decision } | { readonly failure: unknown };

/** Nothing was committed for this request, and nothing will be. */
export function tryAgain(cause?: unknown): Problem {
  const detail = 'We could not take the order now. Nothing was held; please try again.';
  return commonTryAgain(detail, { cause });
}

/** The commit was sent and nobody can say; the key finds out. */
export function outcomeUnknown(): Problem {
  const detail = 'The answer of our database was lost. Repeat the request with the same key.';
  return commonOutcomeUnknown(detail);
}

/**
 * How far the requests of a round have come, so that each can be told the truth at the deadline:
 * its answer, or that nothing will happen, or that its commit is on the way and nobody knows.
 */
export class RoundProgress {
  readonly #answers = new Map<PlaceRequest, Answer>();
  readonly #sent = new Set<PlaceRequest>();
  #abandoned = false;

  constructor(private readonly requests: readonly PlaceRequest[]) {}

  get isAbandoned(): boolean {
    return this.#abandoned;
  }

  /** Called right before a commit is sent. Throws when the winners were told no meanwhile. */
  sending(winners: readonly PlaceRequest[]): void {
    if (this.#abandoned) throw new Error('The round was abandoned at its deadline');
    for (const request of winners) this.#sent.add(request);
  }

  /** A commit proved not to have happened. */
  neverCommitted(requests: readonly PlaceRequest[]): void {
    for (const request of requests) this.#sent.delete(request);
  }

  answer(request: PlaceRequest, answer: Answer): void {
    this.#answers.set(request, answer);
  }

  /** Every request's answer now; from here on no commit is sent for those that have none. */
  close(): readonly Answer[] {
    this.#abandoned = true;
    return this.requests.map((request) => {
      const failure = this.#sent.has(request) ? outcomeUnknown() : tryAgain();
      return this.#answers.get(request) ?? { failure };
    });
  }
}
