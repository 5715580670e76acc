import type { OrderId, PaymentId, RefundId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import Stripe from 'stripe';
import type { RefundCause } from '../domain/reasons.js';
import type { RefundFinding } from '../domain/refund-step.js';
import { StrangeAnswer } from './call-failure.js';

export interface RefundCall {
  readonly intentId: string;
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly refundId: RefundId;
  readonly amount: Money;
  readonly reason: RefundCause;
  readonly attempt: number;
}

export type FoundRefund = Extract<RefundFinding, { kind: 'found' }>;

/** What we ask of Stripe about refunds. Making one carries a key of refund + attempt. */
export interface Refunds {
  create(call: RefundCall): Promise<FoundRefund>;
  /** `none` when Stripe does not know it (any more). */
  read(stripeRefundId: string): Promise<RefundFinding>;
  /** Lists the intent's refunds for one of ours: alive, or else the attempt's that failed. */
  find(intentId: string, refundId: RefundId, attempt: number): Promise<RefundFinding>;
}

const stripesReasons: readonly string[] = ['duplicate', 'fraudulent', 'requested_by_customer'];

export function createRefunds(stripe: Stripe): Refunds {
  return {
    async create({ intentId, paymentId, orderId, refundId, amount, reason, attempt }) {
      const parameters: Stripe.RefundCreateParams = {
        payment_intent: intentId,
        amount: amount.amount,
        metadata: { refundId, paymentId, orderId, attempt: String(attempt) },
        ...(isStripesReason(reason) && { reason }),
      };
      const idempotencyKey = `${refundId}:refund:${attempt}`;
      return foundOf(await stripe.refunds.create(parameters, { idempotencyKey }));
    },
    async read(stripeRefundId) {
      try {
        return foundOf(await stripe.refunds.retrieve(stripeRefundId));
      } catch (error) {
        if (isUnknownObject(error)) return { kind: 'none' };
        throw error;
      }
    },
    async find(intentId, refundId, attempt) {
      let failed: FoundRefund | null = null;
      const list = stripe.refunds.list({ payment_intent: intentId, limit: 100 });
      for await (const refund of list) {
        if (refund.metadata?.['refundId'] !== refundId) continue;
        const found = foundOf(refund);
        if (found.status !== 'failed') return found;
        if (refund.metadata['attempt'] === String(attempt)) failed = found;
      }
      return failed ?? { kind: 'none' };
    },
  };
}

function isStripesReason(reason: string): reason is Stripe.RefundCreateParams.Reason {
  return stripesReasons.includes(reason);
}

function isUnknownObject(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing'
  );
}

function foundOf({ id, status, failure_reason: failure }: Stripe.Refund): FoundRefund {
  const found = { kind: 'found', stripeRefundId: id } as const;
  switch (status) {
    case 'succeeded':
      return { ...found, status: 'succeeded' };
    case 'failed':
    case 'canceled':
      return { ...found, status: 'failed', failure: failure ?? status };
    case 'pending':
    case 'requires_action':
      return { ...found, status: 'pending' };
    default:
      throw new StrangeAnswer(`${id} has the unknown status ${status}`);
  }
}
