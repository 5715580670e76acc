import { modes, readEnvironment } from '@marquee/common/config';
import { z } from 'zod';

const schema = z.object({
  /** One address, or for each first part of a path its own: `/api/users=http://auth-api,…`. */
  SERVICES_URL: z.string().min(1),
  /** The same as the services'; who does not say is in production. */
  MARQUEE_MODE: z
    .enum(modes)
    .default('production')
    .refine((mode) => mode !== 'production', 'demo data is refused in production'),
});

/** Throws ConfigurationError naming every wrong variable. */
export const readServicesUrl = (env: NodeJS.ProcessEnv) =>
  readEnvironment(schema, env).SERVICES_URL;
