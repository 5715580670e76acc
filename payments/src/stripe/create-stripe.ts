import Stripe from 'stripe';
import type { StripeSettings } from './stripe-settings.js';

/** Pinned: an upgrade of the SDK must not change what answers mean without anybody looking. */
const apiVersion = '2026-10-28.endive';

/** Repetitions within one call; safe, because every call carries its own idempotency key. */
const networkRetriesMax = 1;

/** The real SDK, always; the sandbox only changes the address it talks to. */
export function createStripe({ secretKey, address, timeoutMs }: StripeSettings): Stripe {
  return new Stripe(secretKey, {
    apiVersion,
    maxNetworkRetries: networkRetriesMax,
    timeout: timeoutMs,
    telemetry: false,
    appInfo: { name: 'marquee' },
    ...address,
  });
}
