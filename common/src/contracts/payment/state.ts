import { z } from 'zod';
import { moneySchema } from '../../money.js';
import { exampleIds, orderId, paymentId, refundId, userId } from '../fields.js';

export const paymentStatuses = [
  'created',
  'authorising',
  'authorised',
  'capturing',
  'captured',
  'released',
  'failed',
  'refunding',
  'refunded',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** One refund at Stripe. `pending`: asked for, not yet final. */
export const paymentRefund = z.strictObject({
  refundId,
  amount: moneySchema,
  status: z.enum(['pending', 'succeeded', 'failed']),
});
export type PaymentRefund = z.infer<typeof paymentRefund>;

/** A Payment, mirrored to one Stripe PaymentIntent. Private to its buyer; no client secret. */
export const paymentState = z.strictObject({
  paymentId,
  orderId,
  buyerId: userId,
  amount: moneySchema,
  status: z.enum(paymentStatuses),
  reason: z.string().optional(),
  /** What orders asked for, and, where no order won, what payments gives back by itself. */
  refunds: z.array(paymentRefund).default([]),
});
export type PaymentState = z.infer<typeof paymentState>;

export const paymentExample: PaymentState = {
  paymentId: exampleIds.payment,
  orderId: exampleIds.order,
  buyerId: exampleIds.user,
  amount: { amount: 4300, currency: 'EUR' },
  status: 'authorised',
  refunds: [],
};
