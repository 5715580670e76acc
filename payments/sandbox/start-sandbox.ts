import { createServer } from 'node:http';
import { systemClock } from '@marquee/common/clock';
import { closeServer, createInternalServer, listen, webhookPath } from '@marquee/common/http';
import { createUndoStack } from '@marquee/common/lifecycle';
import { createLogger } from '@marquee/common/logging';
import { createMetrics } from '@marquee/common/metrics';
import { openDatabase } from '@marquee/common/mongo';
import express from 'express';
import type { SandboxConfig } from './config.js';
import { createSandbox } from './create-sandbox.js';
import { createSandboxListener } from './listener.js';
import { sandboxPath } from './sandbox-address.js';

const graceMs = 5_000;

/** The sandbox as a process of its own: Stripe's paths on one port, the browser's on another. */
export async function startSandbox(config: SandboxConfig) {
  const { PUBLIC_URL: publicUrl, STRIPE_SANDBOX_SECRET_KEY: secretKey } = config;
  const logger = createLogger({ name: 'stripe-sandbox', level: config.LOG_LEVEL });
  const undo = createUndoStack();
  let isStarted = false;
  try {
    const internal = createInternalServer({
      port: config.INTERNAL_PORT,
      checks: { started: () => isStarted },
      metrics: createMetrics(),
    });
    await internal.start();
    undo.push(() => internal.stop());
    const database = await openDatabase({ url: config.MONGO_URL, name: 'sandbox', logger });
    undo.push(() => database.close());
    const sandbox = createSandbox({
      ...{ database, clock: systemClock, logger, publicUrl, secretKey },
      ...webhookOf(config),
    });
    const stripe = createSandboxListener(sandbox, { port: config.STRIPE_PORT, host: '0.0.0.0' });
    await stripe.start();
    undo.push(() => stripe.stop());
    const server = createServer(express().use(sandboxPath, sandbox.browserApi, sandbox.page));
    const port = await listen(server, config.PORT);
    undo.push(() => closeServer(server, graceMs));
    isStarted = true;
    logger.warn({ port, stripePort: stripe.port() }, 'No money moves: this is not Stripe');
    return { logger, port, stripePort: stripe.port(), stop: () => undo.run() };
  } catch (error) {
    await undo.run();
    throw error;
  }
}

function webhookOf(config: SandboxConfig) {
  const { STRIPE_WEBHOOK_SECRET: secret } = config;
  if (secret === undefined) return {};
  const url = config.STRIPE_WEBHOOK_URL ?? new URL(webhookPath, config.PUBLIC_URL).href;
  return { webhook: { url, secrets: [secret] } };
}
