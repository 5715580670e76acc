import type { PayoutId, UserId } from '@marquee/common/ids';
import Stripe from 'stripe';
import { z } from 'zod';

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

/**
 * Reads a delivery: `refused` when no secret of ours signed it, or too long ago; `unreadable` when
 * it was signed and is no event.
 */
export type ReadWebhook = (
  rawBody: Buffer,
  signature: string,
) => StripeHint | 'refused' | 'unreadable';

const toleranceSeconds = 300;

/** Of an event as much as we use. */
const eventSchema = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
});

/** Several secrets while one is replaced by the next: any of them will do. */
export function createReadWebhook(stripe: Stripe, secrets: readonly string[]): ReadWebhook {
  return (rawBody, signature) => {
    for (const secret of secrets) {
      try {
        const event = eventSchema.safeParse(
          stripe.webhooks.constructEvent(rawBody, signature, secret, toleranceSeconds),
        );
        return event.success ? hintOf(event.data) : 'unreadable';
      } catch (error) {
        // It looks at the signature first: what it refuses otherwise was signed and is no event.
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) return 'unreadable';
      }
    }
    return 'refused';
  };
}

function hintOf({ id, type, data }: z.infer<typeof eventSchema>): StripeHint {
  const { object } = data;
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
