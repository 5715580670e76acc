/** What a payout waits for while nothing was sent. */
export type PayoutWait = 'sales' | 'account' | 'funds' | 'retry';

/**
 * Where a payout stands. `due`: nothing is under way, its amount is not fixed. `sending`: a
 * transfer of `amount` may have been made. `paid` and `failed` are the end.
 */
export type PayoutStatus = 'due' | 'sending' | 'paid' | 'failed';

export interface PayoutSituation {
  readonly status: PayoutStatus;
  /** Calls begun; every number is part of one idempotency key. */
  readonly attempt: number;
  /** The attempt was begun in this run, and its call has not been made. */
  readonly isFresh: boolean;
  /** What Stripe's list said in this run; null while we have not looked. */
  readonly found: 'none' | 'transfer' | null;
  /** How long ago the attempt was begun. */
  readonly ageMs: number;
  /** Stripe answered the attempt with an error of its own, and would repeat it. */
  readonly isKeySpent: boolean;
}

export type PayoutStep =
  | { readonly kind: 'begin' }
  | { readonly kind: 'look' }
  | { readonly kind: 'send' }
  | { readonly kind: 'record' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'done' };

/** Stripe forgets keys after 24 hours; long before, ours is not used again. */
const keyUseMs = 20 * 3_600_000;
const keyRestMs = 25 * 3_600_000;
/** An error that Stripe stored is repeated under its key; a new one may follow after this. */
const spentRestMs = 60_000;

/**
 * The one thing to do next for a payout. Only a call that was begun just now goes out without a
 * look, and no second one is begun without one; one without an answer is repeated under its own key, so that both are one transfer.
 */
export function nextPayoutStep(situation: PayoutSituation): PayoutStep {
  const { status, found, ageMs, isKeySpent } = situation;
  if (status === 'paid' || status === 'failed') return { kind: 'done' };
  if (situation.isFresh) return { kind: 'send' };
  if (found === 'transfer') return { kind: 'record' };
  // Also one that is due again: an earlier attempt may have been made after all.
  if (found === null && situation.attempt > 0) return { kind: 'look' };
  if (status === 'due') return { kind: 'begin' };
  if (isKeySpent) return ageMs < spentRestMs ? { kind: 'wait' } : { kind: 'begin' };
  if (ageMs < keyUseMs) return { kind: 'send' };
  return ageMs < keyRestMs ? { kind: 'wait' } : { kind: 'begin' };
}
