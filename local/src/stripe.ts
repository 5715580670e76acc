import { webhookPath } from '@marquee/common/http';
import {
  createSandbox,
  createSandboxListener,
  type PaymentsConfig,
  paymentsConfigOf,
  sandboxPath,
} from '@marquee/payments';
import { type RequestHandler, Router } from 'express';
import type { Backbone } from './backbone.js';
import type { MarketplaceConfig } from './config.js';
import { removeAddress, writeAddress } from './sandbox-address-file.js';
import type { Secrets } from './secrets.js';

/** Where payments finds Stripe, and what the front door serves of it. */
export interface StripeSide {
  readonly payments: PaymentsConfig;
  readonly handlers: readonly RequestHandler[];
  close(): Promise<void>;
}

export interface StripeSideOptions {
  readonly secrets: Secrets;
  readonly publicUrl: string;
  /** The front door's, where the sandbox sends its events; without it wherever it sent them before. */
  readonly port?: number;
}

/** With keys the real Stripe; without them the sandbox, on a loopback port of its own. */
export async function startStripeSide(
  backbone: Backbone,
  config: MarketplaceConfig,
  options: StripeSideOptions,
): Promise<StripeSide> {
  if (config.stripe !== null) {
    const { secretKey, webhookSecrets } = config.stripe;
    const { publicUrl } = options;
    const payments = paymentsConfigOf({ secretKey, webhookSecrets }, config.terms, publicUrl);
    return { payments, handlers: [], close: async () => {} };
  }
  const { clock, logger, databases } = backbone;
  const secretKey = options.secrets.stripeSecretKey;
  const { publicUrl, port } = options;
  // By our own port: the public address may lead through somebody's proxy, or nowhere from here.
  const url = `http://127.0.0.1:${port}${webhookPath}`;
  const webhookSecrets = [options.secrets.stripeWebhookSecret];
  const webhook = { url, secrets: webhookSecrets };
  const sandbox = createSandbox({
    ...{ database: databases.sandbox, clock, logger, publicUrl, secretKey },
    ...(port !== undefined && { webhook }),
  });
  const listener = createSandboxListener(sandbox, { port: 0 });
  await listener.start();
  const address = { host: '127.0.0.1', port: listener.port(), protocol: 'http' } as const;
  await writeAddress(config.dataDir, address.port);
  return {
    payments: paymentsConfigOf({ secretKey, webhookSecrets, address }, config.terms, publicUrl),
    handlers: [Router().use(sandboxPath, sandbox.browserApi, sandbox.page)],
    async close() {
      await removeAddress(config.dataDir);
      await listener.stop();
    },
  };
}
