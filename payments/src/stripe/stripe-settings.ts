/** How to reach Stripe, or the sandbox in its place. */
export interface StripeSettings {
  readonly secretKey: string;
  /** Only for the sandbox; Stripe's own address otherwise. */
  readonly address?: {
    readonly host: string;
    readonly port: number;
    readonly protocol: 'http' | 'https';
  };
  /** For one call without its repetitions. */
  readonly timeoutMs: number;
}
