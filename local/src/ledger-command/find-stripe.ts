import { readFile } from 'node:fs/promises';
import { paymentsConfigOf } from '@marquee/payments';
import { stripeAddressOf } from '@marquee/payments/operator';
import { addressFile } from '../sandbox-address-file.js';
import { loadSecrets } from '../secrets.js';
import type { LedgerConfig } from './ledger-config.js';

type StripeSettings = ReturnType<typeof paymentsConfigOf>['stripe'];

/** Where Stripe is asked: itself, the sandbox that was named, or the one of a running start. */
export async function findStripe(config: LedgerConfig): Promise<StripeSettings> {
  const { secretKey, sandbox, dataDir } = config;
  type Way = Omit<Parameters<typeof paymentsConfigOf>[0], 'webhookSecrets'>;
  const settings = (way: Way) =>
    paymentsConfigOf({ ...way, webhookSecrets: [] }, config.terms, 'http://localhost').stripe;
  if (secretKey !== null) return settings({ secretKey });
  const url = sandbox?.url ?? (await readFile(addressFile(dataDir), 'utf8').catch(() => null));
  if (url === null)
    throw new Error(
      `No sandbox of a running npm start is known in ${dataDir}: start it, or give STRIPE_SECRET_KEY.`,
    );
  const address = stripeAddressOf(url.trim());
  const key = sandbox?.secretKey ?? (await loadSecrets(dataDir)).stripeSecretKey;
  return settings({ secretKey: key, address });
}
