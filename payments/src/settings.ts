import type { StripeSettings } from './stripe/stripe-settings.js';
import type { Terms } from './terms.js';

/** Payments' own settings; `config.ts` reads them from the environment, `local` makes its own. */
export interface PaymentsConfig {
  readonly stripe: StripeSettings;
  /** The longest pause between two looks at an unfinished intent: 1 s in the sandbox, else 60 s. */
  readonly rereadMsMax: number;
  readonly terms: Terms;
  /** The marketplace's own address: Stripe sends sellers back to it. */
  readonly publicUrl: string;
  /** False only where configuration allowed RATE_LIMIT=off. */
  readonly rateLimited?: boolean;
  readonly timings?: Partial<PaymentTimings>;
}

export interface PaymentTimings {
  /** A run that says nothing for so long is dead, and another replica takes its payment over. */
  readonly leaseMs: number;
  /** How long POST /api/payments waits for Stripe: it must be able to say so before its deadline. */
  readonly answerWithinMs: number;
  readonly failureWaitMsMax: number;
  readonly orphanSweepMs: number;
  /** The pause after a refund's first failed attempt; each further failure makes it four times as long. */
  readonly refundRetryMs: number;
  /** The first pause of a payout that waits for an account or for funds; it doubles, up to 1 h. */
  readonly payoutRetryMs: number;
  /** The longest pause between two looks for payouts that are due. */
  readonly payoutIdleMsMax: number;
  /** All replicas together. */
  readonly readsPerSecondMax: number;
}

/** The lease outlives one call with its repetition (2 × 6 s), so that only the dead lose it. */
export const defaultTimings: PaymentTimings = {
  leaseMs: 20_000,
  answerWithinMs: 2_500,
  failureWaitMsMax: 15_000,
  orphanSweepMs: 60_000,
  refundRetryMs: 60_000,
  payoutRetryMs: 60_000,
  payoutIdleMsMax: 5_000,
  readsPerSecondMax: 20,
};

/** For one call without its repetition. */
const stripeTimeoutMs = 6_000;
const sandboxRereadMsMax = 1_000;
const stripeRereadMsMax = 60_000;
/** The sandbox has no limits to keep; so many cost this machine little. */
const sandboxReadsPerSecondMax = 200;
const sandboxRetryMs = 1_000;

/** The settings for Stripe itself or, with an address, for the sandbox there. */
export function paymentsConfigOf(
  stripe: Omit<StripeSettings, 'timeoutMs'>,
  terms: Terms,
  publicUrl: string,
): PaymentsConfig {
  const isSandbox = stripe.address !== undefined;
  return {
    stripe: { ...stripe, timeoutMs: stripeTimeoutMs },
    terms,
    publicUrl,
    rereadMsMax: isSandbox ? sandboxRereadMsMax : stripeRereadMsMax,
    ...(isSandbox && {
      timings: {
        readsPerSecondMax: sandboxReadsPerSecondMax,
        refundRetryMs: sandboxRetryMs,
        payoutRetryMs: sandboxRetryMs,
      },
    }),
  };
}
