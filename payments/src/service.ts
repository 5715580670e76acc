import type { Bus } from '@marquee/common/bus';
import type { Clock } from '@marquee/common/clock';
import { type FaultPoint, noFaults, within } from '@marquee/common/fault-point';
import { createStateConsumer } from '@marquee/common/inbox';
import { defineService, type Service } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Metrics } from '@marquee/common/metrics';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { createOutbox, createRelay } from '@marquee/common/outbox';
import type { Sessions } from '@marquee/common/session';
import { Router } from 'express';
import { createAdvancer } from './advance/advancer.js';
import { createEventRepository } from './data/event.repository.js';
import { createLeasedPaymentRepository } from './data/leased-payment.repository.js';
import { createLedgerRepository } from './data/ledger.repository.js';
import { modelsOf } from './data/models.js';
import { createOrderRepository } from './data/order.repository.js';
import { createPaymentRepository } from './data/payment.repository.js';
import { createPayoutRepository } from './data/payout.repository.js';
import { createPayoutAccountRepository } from './data/payout-account.repository.js';
import { createReadPace } from './data/read-pace.repository.js';
import { createSellerBooks } from './data/seller-books.repository.js';
import { createWebhookInbox } from './data/webhook-inbox.repository.js';
import { createPaymentWorker } from './features/advance-payments/payment-worker.job.js';
import { followEvents } from './features/follow-events/follow-events.consumer.js';
import { followOrders } from './features/follow-orders/follow-orders.consumer.js';
import { getBalanceRoute } from './features/get-balance/get-balance.route.js';
import { getPaymentRoute } from './features/get-payment/get-payment.route.js';
import { getStatementRoute } from './features/get-statement/get-statement.route.js';
import { getTermsRoute } from './features/get-terms/get-terms.route.js';
import { listPaymentsRoute } from './features/list-payments/list-payments.route.js';
import { createPayoutJob } from './features/pay-sellers/payout.job.js';
import { payoutAccountRoute } from './features/payout-account/payout-account.route.js';
import { receiveWebhookRoute } from './features/receive-webhook/receive-webhook.route.js';
import { startPaymentRoute } from './features/start-payment/start-payment.route.js';
import { defaultTimings, type PaymentsConfig } from './settings.js';
import { createConnect } from './stripe/connect.js';
import { createStripe } from './stripe/create-stripe.js';
import { createIntents } from './stripe/intents.js';
import { createRefunds } from './stripe/refunds.js';
import { createReadWebhook } from './stripe/webhooks.js';

export { createSandbox, type Sandbox } from '../sandbox/create-sandbox.js';
export { createSandboxListener } from '../sandbox/listener.js';
export { sandboxPath, sandboxPublishableKey } from '../sandbox/sandbox-address.js';
export type { SandboxOptions } from '../sandbox/sandbox-options.js';
export { type PaymentsConfig, paymentsConfigOf } from './settings.js';
export { webhookSecretsEnvironment } from './stripe/webhook-secrets.js';
export { type Terms, termsEnvironment, termsOf } from './terms.js';

export interface PaymentsDependencies {
  readonly database: Database;
  readonly bus: Bus;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly config: PaymentsConfig;
  /** Lets a test stop a payment's step at any of its awaits. */
  readonly faultPoint?: FaultPoint;
}

/** Payments: one PaymentIntent per order, authorised by its buyer, captured when the order won. */
export function createPayments(deps: PaymentsDependencies): Service {
  const { database, bus, logger, metrics, clock, config, faultPoint = noFaults } = deps;
  const timings = { ...defaultTimings, ...config.timings };
  const { leaseMs, answerWithinMs, failureWaitMsMax, orphanSweepMs, refundRetryMs } = timings;
  const outbox = createOutbox({ database, clock });
  const orders = createOrderRepository(database);
  const payments = createPaymentRepository(database);
  const ledger = createLedgerRepository(database);
  const leased = createLeasedPaymentRepository(database, leaseMs);
  const events = createEventRepository(database);
  const books = createSellerBooks(database);
  const payouts = createPayoutRepository(database, leaseMs);
  const accounts = createPayoutAccountRepository(database);
  const pace = createReadPace(database, timings.readsPerSecondMax);
  const stripe = createStripe(config.stripe);
  const advancer = createAdvancer({
    database,
    outbox,
    orders,
    ledger,
    events,
    payments: leased,
    intents: createIntents(stripe),
    refunds: createRefunds(stripe),
    logger,
    faultPoint,
    waitMsMax: config.rereadMsMax,
    failureWaitMsMax,
    orphanSweepMs,
    refundRetryMs,
  });
  const worker = createPaymentWorker({
    ...{ payments: leased, advancer, pace, clock, logger, faultPoint },
  });
  database.onCommit(worker.nudge);
  const payoutDelayMs = config.terms.payoutDelayHours * 3_600_000;
  const accountDeps = {
    ...{ accounts, payouts, connect: createConnect(stripe), logger },
    faultPoint: within('payouts', faultPoint),
  };
  const payoutJob = createPayoutJob({
    ...{ ...accountDeps, database, books, ledger, events, clock, payoutDelayMs },
    payoutRetryMs: timings.payoutRetryMs,
    idleMsMax: timings.payoutIdleMsMax,
  });

  const { feeBasisPoints } = config.terms;
  const rateLimited = config.rateLimited ?? true;
  const router = Router();
  router.use(getTermsRoute(config.terms));
  router.use(getBalanceRoute({ books, payouts, payoutDelayMs }));
  router.use(getStatementRoute({ books }));
  router.use(
    payoutAccountRoute({
      ...{ ...accountDeps, pace, rateLimited },
      returnUrl: `${config.publicUrl}/seller/statement`,
    }),
  );
  router.use(
    startPaymentRoute({
      ...{ orders, payments, leased, advancer, clock, leaseMs, answerWithinMs, feeBasisPoints },
    }),
  );
  router.use(getPaymentRoute({ orders, payments, nudge: worker.nudge, rateLimited }));
  const read = createReadWebhook(stripe, config.stripe.webhookSecrets);
  const inbox = createWebhookInbox(database);
  const heard = { inbox, payments, payouts, accounts };
  router.use(receiveWebhookRoute({ ...heard, read, metrics, faultPoint }));
  router.use(listPaymentsRoute({ orders, payments }));

  const hearing = { database, bus, logger, metrics, faultPoint };
  return defineService({
    name: 'payments',
    router,
    jobs: [createRelay({ database, bus, logger, metrics, clock }), worker, payoutJob],
    consumers: [
      createStateConsumer({
        ...hearing,
        name: 'payments.event',
        aggregateTypes: ['event'],
        apply: followEvents({ events }),
      }),
      createStateConsumer({
        ...hearing,
        name: 'payments.order',
        aggregateTypes: ['order'],
        apply: followOrders({ orders, payments, ledger, events }),
      }),
    ],
    prepare: () => {
      const { connection } = database;
      return ensureIndexes(database, [...modelsOf(connection), outbox.rows]);
    },
  });
}
