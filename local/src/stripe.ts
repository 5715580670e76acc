import {
  createSandbox,
  createSandboxListener,
  type PaymentsConfig,
  paymentsConfigOf,
} from '@marquee/payments';
import { type RequestHandler, Router } from 'express';
import type { Backbone } from './backbone.js';
import type { MarketplaceConfig } from './config.js';
import type { Secrets } from './secrets.js';

/** Where browsers find what they may ask of the sandbox (contracts.md, "Sandbox"). */
const sandboxPath = '/sandbox/stripe';

/** Where payments finds Stripe, and what the front door serves of it. */
export interface StripeSide {
  readonly payments: PaymentsConfig;
  readonly handlers: readonly RequestHandler[];
  close(): Promise<void>;
}

/** With keys the real Stripe; without them the sandbox, on a loopback port of its own. */
export async function startStripeSide(
  backbone: Backbone,
  config: MarketplaceConfig,
  options: { readonly secrets: Secrets; readonly publicUrl: string },
): Promise<StripeSide> {
  if (config.stripe !== null) {
    const payments = paymentsConfigOf({ secretKey: config.stripe.secretKey });
    return { payments, handlers: [], close: async () => {} };
  }
  const { clock, logger, databases } = backbone;
  const secretKey = options.secrets.stripeSecretKey;
  const { publicUrl } = options;
  const sandbox = createSandbox({
    ...{ database: databases.sandbox, clock, logger, publicUrl, secretKey },
  });
  const listener = createSandboxListener(sandbox, { port: 0 });
  await listener.start();
  const address = { host: '127.0.0.1', port: listener.port(), protocol: 'http' } as const;
  return {
    payments: paymentsConfigOf({ secretKey, address }),
    handlers: [Router().use(sandboxPath, sandbox.browserApi, sandbox.page)],
    close: () => listener.stop(),
  };
}
