import type { Job } from '@marquee/common/lifecycle';
import { ensureIndexes } from '@marquee/common/mongo';
import { Router } from 'express';
import { createClockwork } from './clockwork.job.js';
import { createParts } from './create-parts.js';
import { idempotencyModel } from './data/idempotency.repository.js';
import { createDeliverEvents } from './events/deliver-events.job.js';
import { createBrowserApi } from './front-door/browser-api.js';
import { createChallengePage } from './front-door/challenge-page.js';
import { createDevelopersPage } from './front-door/developers-page.js';
import { createOnboardingPage } from './front-door/onboarding-page.js';
import type { SandboxOptions } from './sandbox-options.js';
import { createSecretApi } from './secret-api.js';

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
