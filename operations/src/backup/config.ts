import { readEnvironment } from '@marquee/common/config';
import { z } from 'zod';

const schema = z.object({
  MONGO_URL: z.url({ protocol: /^mongodb(\+srv)?$/ }),
  MONGO_DATABASE: z.string().min(1),
  /** Which backup to restore; the newest by default. */
  BACKUP: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
  /** How many are kept. */
  BACKUPS_KEPT: z.coerce.number().int().min(1).default(14),
});

/** Throws ConfigurationError naming every wrong variable. */
export const readBackupConfig = (env: NodeJS.ProcessEnv) => readEnvironment(schema, env);
