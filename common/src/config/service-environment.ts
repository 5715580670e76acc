import { isIP } from 'node:net';
import { z } from 'zod';
import { roles } from '../lifecycle/service.js';
import { brokerNames, busEnvironment, busRefusals } from './bus-environment.js';
import { isLoopback } from './public-url.js';

export const modes = ['local', 'ci', 'production'] as const;
export type Mode = (typeof modes)[number];

const port = z.coerce.number().int().min(0).max(65_535);
const secret = z.string().min(32, 'each key needs at least 32 characters');

const knownProxies = ['loopback', 'linklocal', 'uniquelocal'];
const isProxy = (text: string) =>
  knownProxies.includes(text) || isIP(text.replace(/\/\d{1,3}$/, '')) !== 0;

/** Hops in front of us, or the proxies' addresses: never `true`, which believes anybody. */
const trustProxy = z
  .string()
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text.split(',').map((a) => a.trim())))
  .refine(
    (value) => typeof value === 'number' || value.every(isProxy),
    'must be a number of hops or a list of addresses',
  );

/** What every service's process is told from outside. Secrets have no default in any mode. */
export const serviceEnvironment = {
  MARQUEE_MODE: z.enum(modes).default('production'),
  ROLE: z.enum(roles).default('all'),
  PORT: port.default(3000),
  INTERNAL_PORT: port.default(9090),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MONGO_URL: z.url({ protocol: /^mongodb(\+srv)?$/ }),
  ...busEnvironment,
  /** Comma-separated, newest first: the first signs, all verify. */
  SESSION_KEYS: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.array(secret).min(1)),
  RATE_LIMIT: z.enum(['on', 'off']).default('on'),
  TRUST_PROXY: trustProxy.default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** How long a stopping process still answers after it stopped being ready. */
  SETTLE_MS: z.coerce.number().int().min(0).default(0),
} as const;

type Parsed = z.output<z.ZodObject<typeof serviceEnvironment>>;
export type ServiceEnvironment = Omit<Parsed, 'PUBLIC_URL'> & { readonly PUBLIC_URL: string };
export type StatelessEnvironment = Omit<ServiceEnvironment, 'MONGO_URL'>;
type Shape = z.core.$ZodLooseShape;

/** A service's own variables together with the shared ones and the rules between them. */
export function serviceSchema<Own extends Shape>(shape: Own) {
  return withRules(z.object({ ...serviceEnvironment, ...shape }));
}

const { MONGO_URL: _, ...statelessEnvironment } = serviceEnvironment;

/** The same for a service that owns nothing: no database, and so nothing to hear without a broker. */
export function statelessSchema<Own extends Shape>(shape: Own) {
  const BUS = z.enum(brokerNames, 'must name a broker: this service has no outbox to read');
  return withRules(z.object({ ...statelessEnvironment, BUS, ...shape }));
}

function withRules<Own extends Shape>(schema: z.ZodObject<Own>) {
  return schema
    .superRefine((environment, refinement) => {
      for (const [name, message] of refusalsOf(environment as Rules))
        refinement.addIssue({ code: 'custom', path: [name], message });
    })
    .transform((environment) => {
      const { PORT, PUBLIC_URL } = environment as Rules;
      return { ...environment, PUBLIC_URL: PUBLIC_URL ?? `http://localhost:${PORT}` };
    });
}

type Rules = Omit<Parsed, 'MONGO_URL'>;

/** Combinations that are each allowed alone and refused together: variable and reason. */
function refusalsOf(environment: Rules): [name: keyof Rules, message: string][] {
  const { MARQUEE_MODE, RATE_LIMIT, PORT, PUBLIC_URL, BUS, NATS_URL } = environment;
  const refusals: [keyof Rules, string][] = [...busRefusals(environment)];
  const mayBeUnlimited =
    MARQUEE_MODE === 'ci' ||
    (MARQUEE_MODE === 'local' && isLoopback(PUBLIC_URL ?? `http://localhost:${PORT}`));
  if (RATE_LIMIT === 'off' && !mayBeUnlimited) {
    const reason = 'off is refused in production, and outside ci it needs a loopback PUBLIC_URL';
    refusals.push(['RATE_LIMIT', reason]);
  }
  if (BUS !== 'in-process' && NATS_URL === undefined)
    refusals.push(['NATS_URL', `is needed with BUS=${BUS}: the address of its server`]);
  return refusals;
}
