import { systemClock } from '@marquee/common/clock';
import { createMetrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { testSessions } from '@marquee/common/testing/http';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { createOrders } from '@marquee/orders';
import {
  createPayments,
  createSandbox,
  createSandboxListener,
  paymentsConfigOf,
  sandboxPath,
} from '@marquee/payments';
import express, { type Express } from 'express';
import { readConfig } from '../../src/ledger-command/config.js';
import { runLedgerCommand } from '../../src/ledger-command/ledger-command.js';
import { createMortal, type Mortal, type MortalOptions } from './mortal.js';

const secretKey = 'sk_test_of_the_pairs';
const publicUrl = 'http://localhost:3000';
const terms = { feeBasisPoints: 1_000, payoutDelayHours: 48 };
const leaseMs = 3_000;

type Deaths = Pick<MortalOptions, 'fate' | 'passed'>;

/** Databases of orders and payments, and a sandbox, which outlive every process. */
export interface Market {
  readonly orders: Database;
  readonly payments: Database;
  /** What browsers see of the sandbox. */
  readonly door: Express;
  startOrders(deaths: Deaths): Mortal;
  startPayments(deaths: Deaths): Mortal;
  /** Asks the sandbox with the secret key. */
  stripe(method: 'GET' | 'POST', path: string): Promise<Record<string, unknown>>;
  /** `npm run ledger -- check`: what it told, and whether all agrees. */
  checkLedger(): Promise<{ readonly isBalanced: boolean; readonly printed: string }>;
  close(): Promise<void>;
}

/** Points of orders' decision about a payment: the consumer that hears of it. */
const isOfDecision = (point: string) => point.includes(':orders.payment.');
/** The worker's and its requests': consumers are stopped everywhere in orders' own tests. */
const isOfPayment = (point: string) =>
  !/:(payments\.(order|event)|payouts)\./.test(point) && !/webhook/.test(point);

export async function openMarket(): Promise<Market> {
  const [orders, payments, stripe] = await Promise.all([
    openTestDatabase('pairs_orders'),
    openTestDatabase('pairs_payments'),
    openTestDatabase('pairs_stripe'),
  ]);
  const logger = aSilentLogger();
  const shared = { logger, clock: systemClock };
  const sandbox = createSandbox({
    ...{ ...shared, database: stripe, publicUrl, secretKey, refundsSettleAfterMs: 50 },
  });
  const listener = createSandboxListener(sandbox, { port: 0 });
  await listener.start();
  const address = { host: '127.0.0.1', port: listener.port(), protocol: 'http' } as const;
  const way = { secretKey, webhookSecrets: [], address };
  const config = {
    ...paymentsConfigOf(way, terms, publicUrl),
    rereadMsMax: 50,
    timings: {
      ...{ leaseMs, answerWithinMs: 100, failureWaitMsMax: 100, orphanSweepMs: 100 },
      ...{ refundRetryMs: 20, readsPerSecondMax: 1_000 },
    },
  };
  const url = `http://127.0.0.1:${listener.port()}`;
  const door = express();
  door.use(sandboxPath, sandbox.browserApi);

  return {
    ...{ orders, payments, door },
    startOrders: (deaths) =>
      createMortal({
        ...deaths,
        databaseName: orders.name,
        isOurs: isOfDecision,
        create: (parts) =>
          createOrders({
            ...{ ...shared, ...parts, metrics: createMetrics() },
            config: { holdSeconds: 900, rateLimited: false },
          }),
      }),
    startPayments: (deaths) =>
      createMortal({
        ...deaths,
        databaseName: payments.name,
        isOurs: isOfPayment,
        create: (parts) =>
          createPayments({
            ...{ ...shared, ...parts, metrics: createMetrics() },
            ...{ sessions: testSessions(), config },
          }),
        bury: () => endLeases(payments),
      }),
    async stripe(method, path) {
      const headers = { Authorization: `Bearer ${secretKey}` };
      const answer = await fetch(`${url}/v1/${path}`, { method, headers });
      const body = (await answer.json()) as Record<string, unknown>;
      if (!answer.ok) throw new Error(JSON.stringify(body));
      return body;
    },
    async checkLedger() {
      const printed: string[] = [];
      const keep = (line: string) => void printed.push(line);
      const config = readConfig({
        ...{ MONGO_URL: process.env['MONGO_URL'], DATA_DIR: '/nowhere' },
        ...{ STRIPE_SANDBOX_URL: url, STRIPE_SANDBOX_SECRET_KEY: secretKey },
      });
      const names = { payments: payments.name, orders: orders.name };
      const terminal = { print: keep, tell: keep };
      const code = await runLedgerCommand(['check'], config, terminal, names);
      return { isBalanced: code === 0, printed: printed.join('\n') };
    },
    async close() {
      await listener.stop();
      await Promise.all([orders, payments, stripe].map(dropTestDatabase));
    },
  };
}

/** The dead held them; everybody else would wait for as long as a lease is. */
async function endLeases({ connection }: Database): Promise<void> {
  const isHeld = { $expr: { $gt: ['$leaseUntil', '$$NOW'] } };
  await connection
    .collection('payments')
    .updateMany(isHeld, [{ $set: { leaseUntil: '$$NOW', nextStepAt: '$$NOW' } }]);
}
