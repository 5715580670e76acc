import path from 'node:path';
import {
  type BusEnvironment,
  busEnvironment,
  type Mode,
  modes,
  readEnvironment,
} from '@marquee/common/config';
import { mailEnvironment, type NotificationsConfig, transportOf } from '@marquee/notifications';
import {
  type Terms,
  termsEnvironment,
  termsOf,
  webhookSecretsEnvironment,
} from '@marquee/payments';
import { z } from 'zod';
import { refusalsOf } from './config-refusals.js';
import { repositoryRoot } from './repository.js';

const number = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const environment = z
  .object({
    MARQUEE_MODE: z.enum(modes).default('local'),
    /** 0 takes a free port. */
    PORT: number(0, 65_535, 3000),
    /** Where /livez, /readyz and /metrics are, on loopback only; 0 takes a free port. */
    INTERNAL_PORT: number(0, 65_535, 0),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    HOLD_SECONDS: number(1, 86_400, 900),
    DATA_DIR: z.string().optional(),
    /** A broker without NATS_URL gets a server of our own beside the embedded MongoDB. */
    ...busEnvironment,
    /** A replica set to use instead of the embedded MongoDB. */
    MONGO_URL: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'must be a mongodb:// address')
      .optional(),
    SEED_DEMO: z.enum(['0', '1']).optional(),
    RATE_LIMIT: z.enum(['on', 'off']).optional(),
    /** How many proxies in front of us may say who the caller is. */
    TRUST_PROXY: number(0, 10, 0),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
    /** With both keys money moves at Stripe; without them it stays in the sandbox. */
    STRIPE_SECRET_KEY: z.string().optional(),
    STRIPE_PUBLISHABLE_KEY: z.string().optional(),
    ...webhookSecretsEnvironment,
    ...termsEnvironment,
    /** With SMTP_URL mails are sent; without it they are shown at /sandbox/mail. */
    ...mailEnvironment,
  })
  .superRefine((values, context) => {
    for (const [name, message] of refusalsOf(values))
      context.addIssue({ code: 'custom', path: [name], message });
  });

export interface MarketplaceConfig {
  readonly mode: Mode;
  readonly port: number;
  readonly internalPort: number;
  /** Null: `http://localhost:<port>`. */
  readonly publicUrl: string | null;
  readonly holdSeconds: number;
  readonly dataDir: string;
  /** Null: the embedded MongoDB. */
  readonly mongoUrl: string | null;
  readonly bus: BusEnvironment;
  readonly seedDemo: boolean;
  readonly rateLimit: boolean;
  readonly trustProxy: number;
  readonly logLevel: string;
  readonly mail: Omit<NotificationsConfig, 'publicUrl'>;
  readonly terms: Terms;
  /** Null: the sandbox. */
  readonly stripe: {
    readonly secretKey: string;
    readonly publishableKey: string;
    readonly webhookSecrets: readonly string[];
  } | null;
}

/** Reads the environment; throws with every variable that is wrong and what it should be. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): MarketplaceConfig {
  const values = readEnvironment(environment, env);
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_PUBLISHABLE_KEY: publishableKey } = values;
  const { STRIPE_WEBHOOK_SECRETS: webhookSecrets } = values;
  const demoByDefault = values.MARQUEE_MODE === 'production' ? '0' : '1';
  return {
    mode: values.MARQUEE_MODE,
    port: values.PORT,
    internalPort: values.INTERNAL_PORT,
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    holdSeconds: values.HOLD_SECONDS,
    dataDir: path.resolve(values.DATA_DIR ?? path.join(repositoryRoot, '.marquee')),
    mongoUrl: values.MONGO_URL ?? null,
    bus: busOf(values),
    seedDemo: (values.SEED_DEMO ?? demoByDefault) === '1',
    rateLimit: values.RATE_LIMIT !== 'off',
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL ?? 'warn',
    mail: {
      transport: transportOf(values),
      language: values.MAIL_LANGUAGE,
      ageHoursMax: values.MAIL_AGE_HOURS_MAX,
    },
    terms: termsOf(values),
    stripe: secretKey && publishableKey ? { secretKey, publishableKey, webhookSecrets } : null,
  };
}

function busOf(values: BusEnvironment): BusEnvironment {
  const { BUS, NATS_URL, NATS_USER, NATS_PASSWORD, NATS_CREDS } = values;
  const { NATS_CLUSTER_ID, NATS_STREAM_REPLICAS } = values;
  const broker = { NATS_URL, NATS_USER, NATS_PASSWORD, NATS_CREDS };
  return { BUS, ...broker, NATS_CLUSTER_ID, NATS_STREAM_REPLICAS };
}

/** What the client, which lives in this process, finds in its environment. */
export function setClientEnvironment(values: Readonly<Record<string, string>>): void {
  Object.assign(process.env, values);
}

/** What a process of ours needs of the machine, and nothing of what this one was told. */
export function machineEnvironment(): Record<string, string> {
  const programs = ['MONGOMS_SYSTEM_BINARY', 'NATS_SERVER_BINARY', 'NATS_STREAMING_SERVER_BINARY'];
  const names = ['PATH', 'HOME', ...programs];
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}
