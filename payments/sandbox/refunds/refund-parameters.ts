import { z } from 'zod';
import { common, integer, metadata } from '../http/fields.js';
import { listFields } from '../http/list-parameters.js';

export const refundParameters = z.strictObject({
  ...common,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: integer.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.default({}),
});

export const updateRefundParameters = z.strictObject({ ...common, metadata: metadata.default({}) });

export const listRefundParameters = z.strictObject({
  ...listFields,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
});
