import { createServer } from 'node:http';
import { type Clock, systemClock } from '@marquee/common/clock';
import { closeServer, listen } from '@marquee/common/http';
import type { Database } from '@marquee/common/mongo';
import { aSilentLogger } from '@marquee/common/testing/builders';
import express, { type Express, type RequestHandler } from 'express';
import type Stripe from 'stripe';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { SandboxOptions } from '../sandbox/sandbox-options.js';
import { createStripe } from '../src/stripe/create-stripe.js';
import { createFaults, type Faults } from './stripe-faults.js';

export const testSecretKey = 'sk_test_of_the_tests';
export const testPublicUrl = 'http://localhost:3000';

interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface TestSandbox {
  /** The real SDK, talking to the sandbox over HTTP. */
  readonly stripe: Stripe;
  readonly address: { readonly host: string; readonly port: number; readonly protocol: 'http' };
  /** What browsers see at /sandbox/stripe. */
  readonly frontDoor: Express;
  readonly faults: Faults;
  /** What only the secret key may: `/sandbox/switches`, `/sandbox/clock`, `/sandbox/webhook`. */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<ControlAnswer>;
  stop(): Promise<void>;
}

/** The sandbox on a free port, with faults that a test may switch on. */
export async function startSandbox(
  database: Database,
  clock: Clock = systemClock,
  options: Partial<SandboxOptions> = {},
): Promise<TestSandbox> {
  const sandbox = createSandbox({
    database,
    clock,
    logger: aSilentLogger(),
    publicUrl: testPublicUrl,
    secretKey: testSecretKey,
    refundsSettleAfterMs: 50,
    webhookRetryMs: 20,
    ...options,
  });
  await sandbox.prepare();
  for (const job of sandbox.jobs) await job.start();
  const faults = createFaults();
  const server = createServer(serving(faults.handler, sandbox.secretApi));
  const port = await listen(server, 0, '127.0.0.1');
  const address = { host: '127.0.0.1', port, protocol: 'http' } as const;
  const frontDoor = express();
  frontDoor.use('/sandbox/stripe', sandbox.browserApi, sandbox.page);
  return {
    stripe: createStripe({
      secretKey: testSecretKey,
      address,
      webhookSecrets: [],
      timeoutMs: 5_000,
    }),
    address,
    frontDoor,
    faults,
    async control(method, path, body) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { Authorization: `Bearer ${testSecretKey}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    async stop() {
      for (const job of sandbox.jobs) await job.stop();
      await closeServer(server, 0);
    },
  };
}

function serving(...handlers: RequestHandler[]): Express {
  return express().use(...handlers);
}

/** The id of the charge of an intent that was authorised. */
export function chargeIdOf({ latest_charge: charge }: Stripe.PaymentIntent): string {
  if (typeof charge !== 'string') throw new Error('the intent has no charge, or an expanded one');
  return charge;
}
