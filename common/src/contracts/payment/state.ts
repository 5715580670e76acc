import { z } from 'zod';
import { moneySchema } from '../../money.js';
import { exampleIds, orderId, paymentId, userId } from '../fields.js';

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

/** A Payment, mirrored to one Stripe PaymentIntent. Private to its buyer; no client secret. */
export const paymentState = z.strictObject({
  paymentId,
  orderId,
  buyerId: userId,
  amount: moneySchema,
  status: z.enum(paymentStatuses),
  reason: z.string().optional(),
});
export type PaymentState = z.infer<typeof paymentState>;

export const paymentExample: PaymentState = {
  paymentId: exampleIds.payment,
  orderId: exampleIds.order,
  buyerId: exampleIds.user,
  amount: { amount: 4300, currency: 'EUR' },
  status: 'authorised',
};
