import type { Clock } from '@marquee/common/clock';
import type { Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { Router } from 'express';
import { createClockwork } from './clockwork.job.js';
import { createParts } from './create-parts.js';
import { idempotencyModel } from './data/idempotency.repository.js';
import { createDeliverEvents } from './events/deliver-events.job.js';
import { createBrowserApi } from './front-door/browser-api.js';
import { createChallengePage } from './front-door/challenge-page.js';
import { createDevelopersPage } from './front-door/developers-page.js';
import { createOnboardingPage } from './front-door/onboarding-page.js';
import { createSecretApi } from './secret-api.js';
import type { WebhookEndpoint } from './switches/settings.js';

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
  /** How long a bank takes over refunds that fail or pend; 5,000. */
  readonly refundsSettleAfterMs?: number;
  /** Where events go; without it wherever they went before. See also `POST /sandbox/webhook`. */
  readonly webhook?: WebhookEndpoint;
  /** The first pause before an event is sent again; 1,000. */
  readonly webhookRetryMs?: number;
  /** 0 to 1, for the switches that drop and reorder. */
  readonly random?: () => number;
}

/** A stateful stand-in for Stripe, for development and tests: no money, Stripe's own manners. */
export interface Sandbox {
  /** `/v1/…` for the SDK; on a loopback port of its own (see `createSandboxListener`). */
  readonly secretApi: Router;
  /** `/v1/…` for browsers; mounted at `/sandbox/stripe`. */
  readonly browserApi: Router;
  /** The developers' page, `/challenge/…` and `/onboarding/…` for browsers; mounted at `/sandbox/stripe`. */
  readonly page: Router;
  prepare(): Promise<void>;
  /** What happens at Stripe without anybody calling; runs between `start` and `stop`. */
  readonly jobs: readonly Job[];
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const parts = createParts(options);
  const { database, logger } = options;
  return {
    secretApi: createSecretApi(parts),
    browserApi: createBrowserApi(parts),
    page: Router().use(
      createChallengePage(parts),
      createOnboardingPage(parts),
      createDevelopersPage(parts),
    ),
    jobs: [
      createClockwork(parts.settleDue, logger),
      createDeliverEvents({ ...parts, retryMs: options.webhookRetryMs ?? 1_000 }),
    ],
    async prepare() {
      await ensureIndexes(database, [
        parts.intents.model,
        ...parts.balance.models,
        parts.accountRows.model,
        parts.transferRows.model,
        parts.refundRows.model,
        parts.events.rows.model,
        parts.events.deliveries.model,
        parts.settings.model,
        idempotencyModel(database.connection),
      ]);
      await parts.settings.load();
      if (options.webhook !== undefined) await parts.settings.change({ webhook: options.webhook });
    },
  };
}
