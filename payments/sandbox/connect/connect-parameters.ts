import { z } from 'zod';
import { common, currency, ignored, integer, metadata, webAddress } from '../http/fields.js';
import { listFields } from '../http/list-parameters.js';

export const accountParameters = z.strictObject({
  ...common,
  type: z.literal('express').optional(),
  controller: ignored,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Invalid country')
    .default('DE'),
  default_currency: currency.default('eur'),
  email: z.email().optional(),
  business_type: z.enum(['company', 'government_entity', 'individual', 'non_profit']).optional(),
  business_profile: ignored,
  capabilities: ignored,
  settings: ignored,
  metadata: metadata.default({}),
});

export const accountLinkParameters = z.strictObject({
  ...common,
  account: z.string(),
  type: z.enum(['account_onboarding', 'account_update']),
  return_url: webAddress,
  refresh_url: webAddress,
  collect: ignored,
  collection_options: ignored,
});

export const transferParameters = z.strictObject({
  ...common,
  amount: integer,
  currency,
  destination: z.string(),
  description: z.string().max(1_000).optional(),
  metadata: metadata.default({}),
  source_transaction: z.string().optional(),
  source_type: z.literal('card').optional(),
  transfer_group: z.string().max(255).optional(),
});

export const listTransferParameters = z.strictObject({
  ...listFields,
  destination: z.string().optional(),
  transfer_group: z.string().optional(),
});

export const reversalParameters = z.strictObject({
  ...common,
  amount: integer.optional(),
  description: z.string().max(1_000).optional(),
  metadata: metadata.default({}),
  refund_application_fee: ignored,
});
