/** Where the sandbox listens. */
export interface StripeAddress {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http' | 'https';
}

/** How to reach Stripe, or the sandbox in its place. */
export interface StripeSettings {
  readonly secretKey: string;
  /** Only for the sandbox; Stripe's own address otherwise. */
  readonly address?: StripeAddress;
  /** What webhooks are signed with; several while one is replaced. None: every one is refused. */
  readonly webhookSecrets: readonly string[];
  /** For one call without its repetitions. */
  readonly timeoutMs: number;
}

/** The address in a URL, with its protocol's own port where none is written. Throws TypeError. */
export function stripeAddressOf(url: string): StripeAddress {
  const { hostname: host, port, protocol: scheme } = new URL(url);
  const protocol = scheme === 'https:' ? 'https' : 'http';
  if (port !== '') return { host, port: Number(port), protocol };
  return { host, port: protocol === 'https' ? 443 : 80, protocol };
}
