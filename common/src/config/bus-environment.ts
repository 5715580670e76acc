import { z } from 'zod';

export const brokerNames = ['jetstream', 'nats-streaming'] as const;
export const busNames = ['in-process', ...brokerNames] as const;
export type BusName = (typeof busNames)[number];

/** Without user and password: addresses are logged. */
const natsServer = z
  .url({ protocol: /^(nats|tls)$/ })
  .refine((url) => !url.includes('@'), 'must not hold a user: set NATS_USER and NATS_PASSWORD');

/** What carries domain events between processes, and how its broker is reached. */
export const busEnvironment = {
  BUS: z.enum(busNames).default('in-process'),
  /** One server or, comma-separated, several of one cluster. */
  NATS_URL: z
    .string()
    .transform((text) => text.split(',').map((url) => url.trim()))
    .pipe(z.array(natsServer).min(1))
    .optional(),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  /** The path of a credentials file, instead of user and password. */
  NATS_CREDS: z.string().optional(),
  /** The path of the certificate authority's file; set, the connection must be encrypted. */
  NATS_CA_FILE: z.string().optional(),
  /** Where JetStream's answers to this user go, if its permissions name one. */
  NATS_INBOX_PREFIX: z.string().optional(),
  /** What the NATS Streaming server calls itself. */
  NATS_CLUSTER_ID: z
    .string()
    .regex(/^[\w-]+$/, 'must be letters, digits, _ and -')
    .default('marquee'),
  /** Copies JetStream keeps of every domain event. A cluster of three keeps three. */
  NATS_STREAM_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  /** JetStream refuses more instead of dropping any. Default 2 GiB. */
  NATS_STREAM_MAX_BYTES: z.coerce.number().int().min(1_000_000).optional(),
} as const;

export type BusEnvironment = z.output<z.ZodObject<typeof busEnvironment>>;

/** Combinations that are each allowed alone and refused together: variable and reason. */
export function busRefusals(
  environment: BusEnvironment,
): [name: keyof BusEnvironment, message: string][] {
  const { BUS, NATS_URL = [], NATS_USER, NATS_PASSWORD, NATS_CREDS, NATS_CA_FILE } = environment;
  const refusals: [keyof BusEnvironment, string][] = [];
  if ((NATS_USER === undefined) !== (NATS_PASSWORD === undefined))
    refusals.push(['NATS_USER', 'needs NATS_PASSWORD beside it, or neither']);
  if (NATS_CREDS !== undefined && NATS_USER !== undefined)
    refusals.push(['NATS_CREDS', 'stands instead of NATS_USER and NATS_PASSWORD, not beside them']);
  if (BUS !== 'nats-streaming') return refusals;
  const untold = `is not known with BUS=${BUS}`;
  if (NATS_URL.length > 1) refusals.push(['NATS_URL', `must be one address with BUS=${BUS}`]);
  if (NATS_CREDS !== undefined) refusals.push(['NATS_CREDS', untold]);
  if (NATS_CA_FILE !== undefined) refusals.push(['NATS_CA_FILE', untold]);
  return refusals;
}
