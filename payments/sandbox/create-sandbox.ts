import type { Clock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import type { Logger } from '@marquee/common/logging';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import type { Router } from 'express';
import { createIdempotencyRepository, idempotencyModel } from './data/idempotency.repository.js';
import { createIntentRepository, intentModel } from './data/intent.repository.js';
import { createBrowserApi } from './front-door/browser-api.js';
import { createChallengePage } from './front-door/challenge-page.js';
import { createExecuteOnce } from './http/idempotency.js';
import { createPaymentIntents } from './intents/payment-intents.js';
import type { SandboxParts } from './sandbox-parts.js';
import { createSecretApi } from './secret-api.js';

export interface SandboxOptions {
  /** Its own database: what it knows outlives a restart, as Stripe does. */
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where browsers reach `/sandbox/stripe`. */
  readonly publicUrl: string;
  /** The SDK's key: `sk_test_…`. */
  readonly secretKey: string;
  readonly publishableKey?: string;
}

/** A stateful stand-in for Stripe, for development and tests: no money, Stripe's own manners. */
export interface Sandbox {
  /** `/v1/…` for the SDK; on a loopback port of its own (see `createSandboxListener`). */
  readonly secretApi: Router;
  /** `/v1/…` for browsers; mounted at `/sandbox/stripe`. */
  readonly browserApi: Router;
  /** `/challenge/…` for browsers; mounted at `/sandbox/stripe`. */
  readonly page: Router;
  prepare(): Promise<void>;
}

export const sandboxPublishableKey = 'pk_test_marquee';
export const sandboxPath = '/sandbox/stripe';

export function createSandbox(options: SandboxOptions): Sandbox {
  const { database, clock, logger, publicUrl, secretKey } = options;
  const intents = createIntentRepository(database);
  const answers = createIdempotencyRepository(database);
  const parts: SandboxParts = {
    database,
    intents,
    paymentIntents: createPaymentIntents({ intents, clock }),
    executeOnce: createExecuteOnce({ database, answers, clock }),
    challengeUrl: ({ _id, challenge }) =>
      `${new URL(publicUrl).origin}${sandboxPath}/challenge/${_id}?token=${challenge?.token ?? ''}`,
    logger,
    publicUrl,
    secretKey,
    publishableKey: options.publishableKey ?? sandboxPublishableKey,
    newRequestId: () => newId().replaceAll('-', ''),
  };
  return {
    secretApi: createSecretApi(parts),
    browserApi: createBrowserApi(parts),
    page: createChallengePage(parts),
    prepare: () =>
      ensureIndexes(database, [
        intentModel(database.connection),
        idempotencyModel(database.connection),
      ]),
  };
}
