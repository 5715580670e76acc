import { z } from 'zod';

import { common, currency, flag, ignored, integer, metadata, webAddress } from '../http/fields.js';

export const createParameters = z.strictObject({
  ...common,
  amount: integer,
  currency,
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).default('automatic'),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).default('always') })
    .optional(),
  payment_method_types: z.union([z.array(z.literal('card')), z.strictObject({})]).optional(),
  metadata: metadata.default({}),
  description: z.string().max(1_000).optional(),
  payment_method: z.string().optional(),
  payment_method_data: ignored,
  confirm: flag.default(false),
  return_url: webAddress.optional(),
  transfer_group: z.string().max(255).optional(),
});

export const confirmParameters = z.strictObject({
  ...common,
  client_secret: z.string().optional(),
  payment_method: z.string().optional(),
  payment_method_data: ignored,
  return_url: webAddress.optional(),
  use_stripe_sdk: flag.optional(),
});

export const captureParameters = z.strictObject({
  ...common,
  amount_to_capture: integer.optional(),
});

export const cancelParameters = z.strictObject({
  ...common,
  cancellation_reason: z
    .enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'])
    .optional(),
});
