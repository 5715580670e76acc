import { readEnvironment } from '@marquee/common/config';
import { z } from 'zod';

const schema = z.object({
  /** The front door. */
  PROVE_URL: z.url(),
  /** The key that signs sessions there. */
  PROVE_SESSION_KEY: z.string().min(32),
  /** Each database by its name: `{"orders":"mongodb://…"}`. */
  PROVE_MONGO_URLS: z
    .string()
    .transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
  PROVE_RATE: z.coerce.number().int().min(1).default(6),
  PROVE_SEED: z.coerce.number().int().min(0).default(1),
  /** Whether requests may fail meanwhile, as they do when a process is killed. */
  PROVE_MAY_FAIL: z.enum(['yes', 'no']).default('no'),
});

export interface DeployedSettings {
  readonly url: string;
  readonly sessionKey: string;
  readonly mongoUrlOf: (name: string) => string | null;
  /** How many people come in a second. */
  readonly perSecond: number;
  readonly seed: number;
  readonly mayFail: boolean;
}

/** Throws ConfigurationError naming every wrong variable. */
export function readDeployedSettings(): DeployedSettings {
  const values = readEnvironment(schema, process.env);
  return {
    url: values.PROVE_URL,
    sessionKey: values.PROVE_SESSION_KEY,
    mongoUrlOf: (name) => values.PROVE_MONGO_URLS[name] ?? null,
    perSecond: values.PROVE_RATE,
    seed: values.PROVE_SEED,
    mayFail: values.PROVE_MAY_FAIL === 'yes',
  };
}
