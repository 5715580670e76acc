/** How to reach Stripe, or the sandbox in its place. */
export interface StripeSettings {
  readonly secretKey: string;
  /** Only for the sandbox; Stripe's own address otherwise. */
  readonly address?: {
    readonly host: string;
    readonly port: number;
    readonly protocol: 'http' | 'https';
  };
  /** What webhooks are signed with; several while one is replaced. None: every one is refused. */
  readonly webhookSecrets: readonly string[];
  /** For one call without its repetitions. */
  readonly timeoutMs: number;
}
