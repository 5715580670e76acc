import { readEnvironment, type ServiceEnvironment, serviceSchema } from '@marquee/common/config';
import { z } from 'zod';

const sandboxSchema = z.object({
  MONGO_URL: z.string(),
  PUBLIC_URL: z.string(),
  STRIPE_SANDBOX_SECRET_KEY: z.string(),
  /** Signs what is sent to the webhook of PUBLIC_URL. */
  STRIPE_WEBHOOK_SECRET: z.string(),
  /** Where the SDK finds it; the same after a restart. */
  SANDBOX_PORT: z.coerce.number().int().min(1),
});

export interface SandboxSettings {
  readonly mongoUrl: string;
  readonly publicUrl: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly secretPort: number;
}

/** What the process of the Stripe sandbox is told. */
export function readSandboxSettings(): SandboxSettings {
  const values = readEnvironment(sandboxSchema, process.env);
  return {
    mongoUrl: values.MONGO_URL,
    publicUrl: values.PUBLIC_URL,
    secretKey: values.STRIPE_SANDBOX_SECRET_KEY,
    webhookSecret: values.STRIPE_WEBHOOK_SECRET,
    secretPort: values.SANDBOX_PORT,
  };
}

/** The auditor needs nothing beyond what every service is told. */
export function readAuditorEnvironment(): ServiceEnvironment {
  return readEnvironment(serviceSchema({}), process.env);
}
