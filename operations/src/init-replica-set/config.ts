import { readEnvironment } from '@marquee/common/config';
import { z } from 'zod';

const schema = z.object({
  /** The headless Service; its Pods are `<name>-0.<name>`, `<name>-1.<name>` … */
  MONGO_HOST: z.string().min(1),
  MONGO_PORT: z.coerce.number().int().default(27017),
  MONGO_MEMBERS: z.coerce.number().int().min(1).max(7).default(1),
  KEYFILE: z.string().min(6),
  MONGO_USER: z.string().min(1),
  MONGO_PASSWORD: z.string().min(16),
  /** Those its user may read and write, comma-separated. */
  MONGO_DATABASES: z.string().transform((text) => text.split(',')),
});

export interface ReplicaSetWish {
  /** In the order they are asked: the first is initiated, the others join it. */
  readonly hosts: readonly string[];
  /** What the members know each other by, and what lets us in before there is a user. */
  readonly keyfile: string;
  readonly user: string;
  readonly password: string;
  readonly databases: readonly string[];
}

/** Throws ConfigurationError naming every wrong variable. */
export function readWish(env: NodeJS.ProcessEnv): ReplicaSetWish {
  const values = readEnvironment(schema, env);
  const { MONGO_HOST: host, MONGO_PORT: port, MONGO_MEMBERS: members } = values;
  return {
    hosts: Array.from({ length: members }, (_, index) => `${host}-${index}.${host}:${port}`),
    keyfile: values.KEYFILE.trim(),
    user: values.MONGO_USER,
    password: values.MONGO_PASSWORD,
    databases: values.MONGO_DATABASES,
  };
}
