import type { RefundId } from '@marquee/common/ids';
import type { ReleaseReason } from './payment.js';
import { type Purse, type Refund, unaskedOf } from './refund.js';
import type { RefundFact } from './refund-transitions.js';
import type { AgreedRefund, Verdict } from './verdict.js';

/** What Stripe has of a refund: nothing alive under our id, or one and where it stands. */
export type RefundFinding =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found';
      readonly stripeRefundId: string;
      readonly status: 'pending' | 'succeeded' | 'failed';
      readonly failure?: string | undefined;
    };

/** What was found in this run; a refund that is not in it was not looked for. */
export type RefundFindings = ReadonlyMap<RefundId, RefundFinding>;

export interface RefundSituation extends Purse {
  readonly verdict: Verdict;
  /** What the order agreed to give back of this payment. */
  readonly agreed: readonly AgreedRefund[];
  readonly findings: RefundFindings;
  /** The database's time when the run began. */
  readonly now: Date;
}

export type RefundStep =
  | { readonly kind: 'record-refund'; readonly fact: RefundFact }
  /** Nobody's order: all that is left goes back, under an id that is made now. */
  | { readonly kind: 'refund-rest'; readonly reason: ReleaseReason }
  | { readonly kind: 'refund'; readonly refund: Refund; readonly attempt: number }
  | { readonly kind: 'read-refund'; readonly refund: Refund }
  | { readonly kind: 'find-refund'; readonly refund: Refund }
  | { readonly kind: 'wait' }
  | { readonly kind: 'done' };

/** Stripe forgets a key after 24 hours; then the same call would be another refund. */
const keyUseMs = 22 * 3_600_000;
/** What was sent under the old key has arrived, or never will, when a new one is used. */
const keyRestMs = 23 * 3_600_000;

/** The one thing to do next for money that was captured. */
export function refundStep(situation: RefundSituation): RefundStep {
  const { agreed, refunds, verdict } = situation;
  const unwritten = agreed.find(
    ({ refundId, status }) => status === 'asked' && !refunds.some((r) => r.refundId === refundId),
  );
  if (unwritten !== undefined) {
    const { refundId, amount, reason } = unwritten;
    const refund = { refundId, amount, reason, by: 'order' } as const;
    return { kind: 'record-refund', fact: { kind: 'refund_asked', refund } };
  }
  const steps = refunds.filter(({ status }) => status === 'pending').map((r) => of(r, situation));
  const next = steps.find(({ kind }) => kind !== 'wait');
  if (next !== undefined) return next;
  const owesRest = verdict.kind === 'release' && unaskedOf(situation) > 0;
  if (owesRest && !refunds.some((refund) => waitsForRetry(refund, situation))) {
    return { kind: 'refund-rest', reason: verdict.reason };
  }
  if (steps.length > 0 || owesRest) return { kind: 'wait' };
  return firstOf(refunds, (refund) => recheck(refund, situation)) ?? { kind: 'done' };
}

/**
 * Banks send money back weeks after a refund succeeded, and a payment that has come to rest is
 * only looked at when somebody says so: each look then asks Stripe what became of its refunds.
 */
function recheck(refund: Refund, { findings, now }: RefundSituation): RefundStep | null {
  const { refundId, stripeRefundId } = refund;
  if (refund.status !== 'succeeded' || stripeRefundId === undefined) return null;
  const finding = findings.get(refundId);
  if (finding === undefined) return { kind: 'read-refund', refund };
  if (finding.kind === 'none' || finding.status !== 'failed') return null;
  const fact = { kind: 'refund_returned', refundId, stripeRefundId, at: now } as const;
  return { kind: 'record-refund', fact: { ...fact, failure: finding.failure ?? 'unknown' } };
}

function firstOf<T, Found>(items: readonly T[], find: (item: T) => Found | null): Found | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

function of(refund: Refund, situation: RefundSituation): RefundStep {
  if (waitsForRetry(refund, situation)) return { kind: 'wait' };
  const finding = situation.findings.get(refund.refundId);
  if (finding === undefined) return unsought(refund);
  if (finding.kind === 'none') return notThere(refund, situation);
  const { refundId } = refund;
  const { stripeRefundId } = finding;
  const record = (fact: RefundFact) => ({ kind: 'record-refund', fact }) as const;
  switch (finding.status) {
    case 'succeeded':
      return record({ kind: 'refund_succeeded', refundId, stripeRefundId });
    case 'failed':
      // Counted when it failed; this look was for whether another try is free to go.
      if (refund.attemptedAt === undefined) return notThere(refund, situation);
      return record(failure(refund, finding.failure ?? 'unknown', situation.now));
    case 'pending':
      return refund.stripeRefundId === stripeRefundId
        ? { kind: 'wait' }
        : record({ kind: 'refund_made', refundId, stripeRefundId });
  }
}

/** Only the very first call goes out without a look before it. */
function unsought(refund: Refund): RefundStep {
  if (refund.attempt === 0) return { kind: 'refund', refund, attempt: 1 };
  const kind = refund.stripeRefundId === undefined ? 'find-refund' : 'read-refund';
  return { kind, refund };
}

/**
 * Stripe has nothing of it. A call that went without an answer may still be on its way: it is
 * repeated under its own key, so that both are one refund. A new key is for one that has failed,
 * whose answer was an error that Stripe would repeat, or whose key Stripe is about to forget.
 */
function notThere(refund: Refund, situation: RefundSituation): RefundStep {
  const { attempt, attemptedAt, refusal, stripeRefundId } = refund;
  const said = refusal ?? (stripeRefundId === undefined ? undefined : 'unknown_to_stripe');
  if (said !== undefined)
    return { kind: 'record-refund', fact: failure(refund, said, situation.now) };
  if (attemptedAt === undefined) return { kind: 'refund', refund, attempt: attempt + 1 };
  const ageMs = situation.now.getTime() - attemptedAt.getTime();
  if (ageMs < keyUseMs) return { kind: 'refund', refund, attempt };
  return ageMs < keyRestMs ? { kind: 'wait' } : { kind: 'refund', refund, attempt: attempt + 1 };
}

function failure({ refundId }: Refund, said: string, at: Date): RefundFact {
  return { kind: 'refund_attempt_failed', refundId, failure: said, at };
}

function waitsForRetry({ retryAt }: Refund, { now }: RefundSituation): boolean {
  return retryAt !== undefined && retryAt > now;
}

/** When the next refund may be tried again; null when none waits for that. */
export function nextRetryAt(refunds: readonly Refund[], now: Date): Date | null {
  const [first] = refunds
    .flatMap(({ retryAt }) => (retryAt !== undefined && retryAt > now ? [retryAt] : []))
    .sort((a, b) => a.getTime() - b.getTime());
  return first ?? null;
}
