import { readEnvironment, serviceSchema } from '@marquee/common/config';
import { z } from 'zod';

/** What createOrders must be told. */
export interface OrdersConfig {
  /** How long a hold lasts. */
  readonly holdSeconds: number;
  readonly rateLimited: boolean;
}

const schema = serviceSchema({
  HOLD_SECONDS: z.coerce.number().int().min(1).max(86_400).default(900),
});

/** Reads the environment of an orders process; throws listing every variable that is wrong. */
export function readConfig() {
  const environment = readEnvironment(schema, process.env);
  const orders: OrdersConfig = {
    holdSeconds: environment.HOLD_SECONDS,
    rateLimited: environment.RATE_LIMIT === 'on',
  };
  return { environment, orders };
}
