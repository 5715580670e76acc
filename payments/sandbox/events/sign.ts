import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` of a payload: one v1 for each secret (Stripe: "verify manually"). */
export function signatureOf(payload: string, secrets: readonly string[], now: Date): string {
  const timestamp = Math.floor(now.getTime() / 1000);
  const signatures = secrets.map((secret) => {
    const hmac = createHmac('sha256', secret).update(`${timestamp}.${payload}`, 'utf8');
    return `v1=${hmac.digest('hex')}`;
  });
  return [`t=${timestamp}`, ...signatures].join(',');
}
