import { readEnvironment } from '@marquee/common/config';
import { z } from 'zod';

const schema = z.object({
  /** One address, or for each first part of a path its own: `/api/users=http://auth-api,…`. */
  SERVICES_URL: z.string().min(1),
});

/** Throws ConfigurationError naming every wrong variable. */
export const readServicesUrl = (env: NodeJS.ProcessEnv) =>
  readEnvironment(schema, env).SERVICES_URL;
