import type { Clock } from '@marquee/common/clock';
import type { Logger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
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
