import type { StoredObject } from '../data/object.repository.js';
import { invalidRequest } from '../http/stripe-failure.js';
import type { SandboxIntent } from '../intents/intent.js';

export type RefundStatus = 'pending' | 'succeeded' | 'failed' | 'canceled';

export interface SandboxRefund extends StoredObject {
  readonly amount: number;
  readonly currency: string;
  readonly intent: string;
  readonly charge: string;
  readonly paymentMethod: string | null;
  readonly reason: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly status: RefundStatus;
  readonly balanceTransaction: string;
  readonly failureBalanceTransaction: string | null;
  readonly failureReason: string | null;
  /** What the bank will say, and when; both null when it has spoken. */
  readonly becomes: 'succeeded' | 'failed' | null;
  readonly settlesAt: Date | null;
}

/** Throws what Stripe answers when so much cannot be given back. Returns how much it is. */
export function refundableAmount(intent: SandboxIntent, asked: number | undefined): number {
  if (intent.status !== 'succeeded') {
    throw invalidRequest(
      `This PaymentIntent (${intent._id}) does not have a successful charge to refund.`,
      { param: 'payment_intent' },
    );
  }
  const left = intent.amountReceived - intent.amountRefunded;
  if (left === 0) {
    throw invalidRequest(`Charge ${intent._id.replace(/^pi_/, 'ch_')} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  const amount = asked ?? left;
  if (amount < 1) {
    throw invalidRequest('Invalid positive integer', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      { param: 'amount' },
    );
  }
  return amount;
}
