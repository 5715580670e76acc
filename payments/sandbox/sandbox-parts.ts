import type { Logger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
import type { IntentRepository } from './data/intent.repository.js';
import type { ExecuteOnce } from './http/idempotency.js';
import type { PaymentIntents } from './intents/payment-intents.js';
import type { ChallengeUrl } from './intents/render.js';

/** What the sandbox's faces share. */
export interface SandboxParts {
  readonly database: Database;
  readonly intents: IntentRepository;
  readonly paymentIntents: PaymentIntents;
  readonly executeOnce: ExecuteOnce;
  readonly challengeUrl: ChallengeUrl;
  readonly logger: Logger;
  readonly publicUrl: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly newRequestId: () => string;
}
