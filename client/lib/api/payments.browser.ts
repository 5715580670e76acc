import { send } from './browser';
import type { PayoutAccount } from './seller-money';
import type { Payment } from './types';

/** Longer than payments waits for Stripe itself: its words are better than none. */
const TIMEOUT_MS = 12_000;

/** The order's payment: made on the first call, the same one on every other. */
export async function startPayment(orderId: string): Promise<Payment> {
  const answer = await send<{ payment: Payment }>('POST', '/api/payments', {
    body: { orderId },
    repeatable: true,
    timeoutMs: TIMEOUT_MS,
  });
  return answer.payment;
}

/** Where the payments of one's own order are listed, newest first. */
export const paymentsOfOrder = (orderId: string): string =>
  `/api/payments?orderId=${encodeURIComponent(orderId)}`;

export interface PayoutAccountAnswer {
  payoutAccount: PayoutAccount;
  /** Where the seller gives their bank account to Stripe. */
  onboardingUrl?: string;
}

/** A link to set the payout account up, made anew each time: it works once. */
export const openPayoutAccount = (): Promise<PayoutAccountAnswer> =>
  send<PayoutAccountAnswer>('POST', '/api/payments/payout-account', { repeatable: true });
