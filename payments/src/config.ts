import { readEnvironment, type ServiceEnvironment, serviceSchema } from '@marquee/common/config';
import { z } from 'zod';
import { type PaymentsConfig, paymentsConfigOf } from './settings.js';
import { stripeAddressOf } from './stripe/stripe-settings.js';
import { webhookSecretsEnvironment } from './stripe/webhook-secrets.js';
import { termsEnvironment, termsOf } from './terms.js';

export interface PaymentsProcessConfig {
  readonly environment: ServiceEnvironment;
  readonly payments: PaymentsConfig;
}

const schema = serviceSchema({
  ...termsEnvironment,
  /** Stripe's secret key. Without one, payments talks to the sandbox; never in production. */
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w{8,}$/, 'must be a secret key of Stripe')
    .optional(),
  /** Where the sandbox's own listener is, such as http://127.0.0.1:12111. */
  STRIPE_SANDBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The sandbox's secret key. */
  STRIPE_SANDBOX_SECRET_KEY: z.string().min(16).optional(),
  ...webhookSecretsEnvironment,
}).superRefine((environment, refinement) => {
  const refuse = (variable: string, message: string) =>
    refinement.addIssue({ code: 'custom', path: [variable], message });
  const { MARQUEE_MODE, STRIPE_SECRET_KEY, STRIPE_SANDBOX_URL } = environment;
  if (MARQUEE_MODE === 'production') {
    if (STRIPE_SECRET_KEY === undefined) refuse('STRIPE_SECRET_KEY', 'is needed in production');
    if (environment.STRIPE_WEBHOOK_SECRETS.length === 0)
      refuse('STRIPE_WEBHOOK_SECRETS', 'is needed in production');
    if (STRIPE_SANDBOX_URL !== undefined)
      refuse('STRIPE_SANDBOX_URL', 'the sandbox is refused in production');
  } else if (STRIPE_SECRET_KEY === undefined) {
    if (STRIPE_SANDBOX_URL === undefined)
      refuse('STRIPE_SANDBOX_URL', 'give it, or STRIPE_SECRET_KEY');
    if (environment.STRIPE_SANDBOX_SECRET_KEY === undefined)
      refuse('STRIPE_SANDBOX_SECRET_KEY', 'is needed with the sandbox');
  }
});

/** Reads the process's environment. Throws ConfigurationError naming every wrong variable. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): PaymentsProcessConfig {
  const environment = readEnvironment(schema, variables);
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_SANDBOX_URL: url } = environment;
  const { STRIPE_WEBHOOK_SECRETS: webhookSecrets } = environment;
  const terms = termsOf(environment);
  const { PUBLIC_URL: publicUrl } = environment;
  const rateLimited = environment.RATE_LIMIT === 'on';
  if (secretKey !== undefined)
    return {
      environment,
      payments: {
        ...paymentsConfigOf({ secretKey, webhookSecrets }, terms, publicUrl),
        rateLimited,
      },
    };
  const address = stripeAddressOf(url ?? '');
  const sandboxKey = environment.STRIPE_SANDBOX_SECRET_KEY ?? '';
  const stripe = { secretKey: sandboxKey, webhookSecrets, address };
  return { environment, payments: { ...paymentsConfigOf(stripe, terms, publicUrl), rateLimited } };
}
