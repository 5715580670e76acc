import { readEnvironment, serviceEnvironment } from '@marquee/common/config';
import { z } from 'zod';

const schema = z.object({
  MARQUEE_MODE: serviceEnvironment.MARQUEE_MODE.refine(
    (mode) => mode !== 'production',
    'the sandbox is refused in production',
  ),
  /** Where browsers confirm; the front door's /sandbox/stripe. */
  PORT: serviceEnvironment.PORT,
  INTERNAL_PORT: serviceEnvironment.INTERNAL_PORT,
  /** Where payments finds Stripe's paths. */
  STRIPE_PORT: z.coerce.number().int().min(0).max(65_535).default(12_111),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  MONGO_URL: serviceEnvironment.MONGO_URL,
  /** The one that payments is told, too. */
  STRIPE_SANDBOX_SECRET_KEY: z.string().min(16),
  /** Where events go, when payments is not reached by PUBLIC_URL from here, as on a cluster. */
  STRIPE_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs what is sent to the webhook; without it nothing is sent. */
  STRIPE_WEBHOOK_SECRET: z.string().min(16).optional(),
  LOG_LEVEL: serviceEnvironment.LOG_LEVEL,
});

export type SandboxConfig = z.output<typeof schema>;

/** Reads the process's environment. Throws ConfigurationError naming every wrong variable. */
export function readSandboxConfig(variables: NodeJS.ProcessEnv = process.env): SandboxConfig {
  return readEnvironment(schema, variables);
}
