import { type Terms, termsEnvironment, termsOf } from '@marquee/payments';
import { z } from 'zod';
import type { OperatorConfig } from '../operator-command/run-operator-command.js';

export interface LedgerConfig extends OperatorConfig {
  /** Null: orders' database is on the same server as payments'. */
  readonly ordersMongoUrl: string | null;
  readonly terms: Terms;
  /** Null: the sandbox. */
  readonly secretKey: string | null;
  /** Null: the sandbox of a running `npm start`. */
  readonly sandbox: { readonly url: string; readonly secretKey: string } | null;
}

/** The same variables as payments reads; an empty one counts as not given. */
export function ledgerConfigOf(env: NodeJS.ProcessEnv, operator: OperatorConfig): LedgerConfig {
  const {
    STRIPE_SECRET_KEY,
    ORDERS_MONGO_URL,
    STRIPE_SANDBOX_URL: url,
    STRIPE_SANDBOX_SECRET_KEY: key,
  } = env;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  return {
    ...operator,
    ordersMongoUrl: ORDERS_MONGO_URL || null,
    terms: termsOf(z.object(termsEnvironment).parse(given)),
    secretKey: STRIPE_SECRET_KEY || null,
    sandbox: url && key ? { url, secretKey: key } : null,
  };
}
