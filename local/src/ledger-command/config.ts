import { type Terms, termsEnvironment, termsOf } from '@marquee/payments';
import { z } from 'zod';
import {
  type OperatorConfig,
  readConfig as readOperatorConfig,
} from '../operator-command/config.js';

export interface LedgerConfig extends OperatorConfig {
  /** Null: orders' database is on the same server as payments'. */
  readonly ordersMongoUrl: string | null;
  readonly terms: Terms;
  /** Null: the sandbox. */
  readonly secretKey: string | null;
  /** Null: the sandbox of a running `npm start`. */
  readonly sandbox: { readonly url: string; readonly secretKey: string } | null;
}

/** The same variables as payments and `npm start` read; an empty one counts as not given. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): LedgerConfig {
  const {
    STRIPE_SECRET_KEY,
    ORDERS_MONGO_URL,
    STRIPE_SANDBOX_URL: url,
    STRIPE_SANDBOX_SECRET_KEY: key,
  } = env;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  return {
    ...readOperatorConfig(env),
    ordersMongoUrl: ORDERS_MONGO_URL || null,
    terms: termsOf(z.object(termsEnvironment).parse(given)),
    secretKey: STRIPE_SECRET_KEY || null,
    sandbox: url && key ? { url, secretKey: key } : null,
  };
}
