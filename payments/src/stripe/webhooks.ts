import type { PayoutId, UserId } from '@marquee/common/ids';
import Stripe from 'stripe';

/** An event whose signature was right, and nothing of it but what hints need. */
export interface StripeHint {
  readonly id: string;
  readonly type: string;
  /** The payment that it is about, as far as its object says so. */
  readonly paymentId?: string;
  readonly intentId?: string;
  /** With transfers and sellers' accounts, which carry our ids. */
  readonly payoutId?: PayoutId;
  readonly sellerId?: UserId;
}

/** Reads a delivery; null when no secret of ours signed it, or too long ago. */
export type ReadWebhook = (rawBody: Buffer, signature: string) => StripeHint | null;

const toleranceSeconds = 300;

/** Several secrets while one is replaced by the next: any of them will do. */
export function createReadWebhook(stripe: Stripe, secrets: readonly string[]): ReadWebhook {
  return (rawBody, signature) => {
    for (const secret of secrets) {
      try {
        const event = stripe.webhooks.constructEvent(rawBody, signature, secret, toleranceSeconds);
        return hintOf(event);
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      }
    }
    return null;
  };
}

function hintOf({ id, type, data }: Stripe.Event): StripeHint {
  const object: Readonly<Record<string, unknown>> = { ...data.object };
  const metadata: Readonly<Record<string, unknown>> = { ...(object['metadata'] ?? {}) };
  const { paymentId, payoutId, sellerId } = metadata as Record<
    'paymentId' | 'payoutId' | 'sellerId',
    unknown
  >;
  const intentId = object['object'] === 'payment_intent' ? object['id'] : object['payment_intent'];
  return {
    id,
    type,
    ...(typeof paymentId === 'string' && { paymentId }),
    ...(typeof intentId === 'string' && { intentId }),
    ...(typeof payoutId === 'string' && { payoutId: payoutId as PayoutId }),
    ...(typeof sellerId === 'string' && { sellerId: sellerId as UserId }),
  };
}
