import { newId } from '@marquee/common/ids';
import { createBalanceTransactions } from './balance/balance-transactions.js';
import { createSettleDue } from './clockwork.job.js';
import type { SandboxAccount } from './connect/account.js';
import { createAccounts } from './connect/accounts.js';
import type { SandboxTransfer } from './connect/transfer.js';
import { createTransfers } from './connect/transfers.js';
import { createIdempotencyRepository } from './data/idempotency.repository.js';
import { createIntentRepository } from './data/intent.repository.js';
import { createObjectRepository } from './data/object.repository.js';
import { createEvents } from './events/events.js';
import { createExecuteOnce } from './http/idempotency.js';
import { createPaymentIntents } from './intents/payment-intents.js';
import type { ChallengeUrl } from './intents/render.js';
import { createLoad } from './load-object.js';
import type { SandboxRefund } from './refunds/refund.js';
import { createRefunds } from './refunds/refunds.js';
import { sandboxPath, sandboxPublishableKey } from './sandbox-address.js';
import type { SandboxOptions } from './sandbox-options.js';
import type { SandboxParts } from './sandbox-parts.js';
import { createSandboxClock } from './switches/sandbox-clock.js';
import { createSettings } from './switches/settings.js';

const defaultSettleMs = 5_000;

/** Puts together what the sandbox's faces share. */
export function createParts(options: SandboxOptions): SandboxParts {
  const { database, logger, publicUrl, secretKey, random = Math.random } = options;
  const settings = createSettings(database);
  const clock = createSandboxClock(options.clock, settings);
  const events = createEvents({ database, settings, clock, random });
  const origin = new URL(publicUrl).origin;
  const challengeUrl: ChallengeUrl = ({ _id, challenge }) =>
    `${origin}${sandboxPath}/challenge/${_id}?token=${challenge?.token ?? ''}`;
  const intents = createIntentRepository(database);
  const balance = createBalanceTransactions(database, clock);
  const refundRows = createObjectRepository<SandboxRefund>(database, {
    collection: 'stripe_refunds',
    indexes: [{ intent: 1 }, { charge: 1 }, { settlesAt: 1 }],
  });
  const accountRows = createObjectRepository<SandboxAccount>(database, {
    collection: 'stripe_accounts',
  });
  const transferRows = createObjectRepository<SandboxTransfer>(database, {
    collection: 'stripe_transfers',
    indexes: [{ destination: 1 }, { transferGroup: 1 }],
  });
  const settleMs = options.refundsSettleAfterMs ?? defaultSettleMs;
  const shared = { intents, balance, events, challengeUrl, clock };
  const paymentIntents = createPaymentIntents(shared);
  const refunds = createRefunds({ ...shared, rows: refundRows, settleMs });
  return {
    database,
    clock,
    settings,
    events,
    settleDue: createSettleDue({ database, refunds, paymentIntents, clock }),
    intents,
    balance,
    refundRows,
    paymentIntents,
    refunds,
    accountRows,
    accounts: createAccounts({ rows: accountRows, events, clock }),
    transferRows,
    transfers: createTransfers({ ...shared, rows: transferRows, accountRows }),
    load: createLoad({ intents, challengeUrl, refundRows, balance, accountRows, transferRows }),
    executeOnce: createExecuteOnce({
      ...{ database, clock },
      answers: createIdempotencyRepository(database),
    }),
    challengeUrl,
    logger,
    publicUrl,
    secretKey,
    publishableKey: options.publishableKey ?? sandboxPublishableKey,
    newRequestId: () => newId().replaceAll('-', ''),
  };
}
