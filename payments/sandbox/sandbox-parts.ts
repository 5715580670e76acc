import type { Clock } from '@marquee/common/clock';
import type { Logger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
import type { BalanceTransactions } from './balance/balance-transactions.js';
import type { SandboxAccount } from './connect/account.js';
import type { Accounts } from './connect/accounts.js';
import type { SandboxTransfer } from './connect/transfer.js';
import type { Transfers } from './connect/transfers.js';
import type { IntentRepository } from './data/intent.repository.js';
import type { ObjectRepository } from './data/object.repository.js';
import type { Events } from './events/events.js';
import type { Load } from './http/expand.js';
import type { ExecuteOnce } from './http/idempotency.js';
import type { PaymentIntents } from './intents/payment-intents.js';
import type { ChallengeUrl } from './intents/render.js';
import type { SandboxRefund } from './refunds/refund.js';
import type { Refunds } from './refunds/refunds.js';
import type { Settings } from './switches/settings.js';

/** What the sandbox's faces share. */
export interface SandboxParts {
  readonly database: Database;
  /** The sandbox's own, which may be ahead of the machine's. */
  readonly clock: Clock;
  readonly settings: Settings;
  readonly events: Events;
  /** Does what is due by the sandbox's clock. */
  readonly settleDue: () => Promise<number>;
  readonly intents: IntentRepository;
  readonly paymentIntents: PaymentIntents;
  readonly balance: BalanceTransactions;
  readonly refundRows: ObjectRepository<SandboxRefund>;
  readonly refunds: Refunds;
  readonly accountRows: ObjectRepository<SandboxAccount>;
  readonly accounts: Accounts;
  readonly transferRows: ObjectRepository<SandboxTransfer>;
  readonly transfers: Transfers;
  readonly load: Load;
  readonly executeOnce: ExecuteOnce;
  readonly challengeUrl: ChallengeUrl;
  readonly logger: Logger;
  readonly publicUrl: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly newRequestId: () => string;
}
