import { z } from 'zod';

/**
 * What Stripe signs webhooks with (`whsec_…`), here and in the composition: two, with a comma, while
 * one is replaced. Left empty there are none.
 */
export const webhookSecretsEnvironment = {
  STRIPE_WEBHOOK_SECRETS: z
    .string()
    .transform((list) => list.split(',').map((secret) => secret.trim()))
    .transform((secrets) => secrets.filter((secret) => secret !== ''))
    .pipe(z.array(z.string().min(16, 'must be secrets of webhooks (whsec_…)')).max(5))
    .default([]),
} as const;
