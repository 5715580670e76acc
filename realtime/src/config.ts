import {
  readEnvironment,
  type StatelessEnvironment,
  statelessSchema,
} from '@marquee/common/config';
import { z } from 'zod';
import { type RealtimeLimits, realtimeLimits } from './limits.js';

export interface RealtimeProcessConfig {
  readonly environment: StatelessEnvironment;
  readonly limits: RealtimeLimits;
}

const schema = statelessSchema({
  /** Sockets that one address may have open on one replica: a household, an office, not a farm. */
  LIVE_SOCKETS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(1)
    .default(realtimeLimits.socketsPerAddress),
});

/** Reads the process's environment. Throws ConfigurationError naming every wrong variable. */
export function readConfig(): RealtimeProcessConfig {
  const environment = readEnvironment(schema, process.env);
  const socketsPerAddress =
    environment.RATE_LIMIT === 'off'
      ? Number.MAX_SAFE_INTEGER
      : environment.LIVE_SOCKETS_PER_ADDRESS;
  return { environment, limits: { ...realtimeLimits, socketsPerAddress } };
}
