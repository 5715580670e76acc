import type { StoredObject } from '../data/object.repository.js';

/** A PaymentIntent as the sandbox keeps it; `render.ts` gives it Stripe's shape. */
export interface SandboxIntent extends StoredObject {
  readonly clientSecret: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: SandboxIntentStatus;
  readonly captureMethod: 'automatic' | 'manual';
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly automaticPaymentMethods: {
    readonly enabled: boolean;
    readonly allow_redirects: 'always' | 'never';
  } | null;
  /** The test payment method last given, such as `pm_card_visa`. */
  readonly paymentMethod: string | null;
  readonly lastPaymentError: PaymentError | null;
  readonly challenge: Challenge | null;
  /** Where the shop last asked to be returned to: outlives the challenge, so its page always leads back. */
  readonly returnUrl: string | null;
  readonly amountReceived: number;
  /** When a card was authorised: from then on there is a charge. */
  readonly authorisedAt: Date | null;
  /** Pending refunds count, failed and cancelled ones do not. */
  readonly amountRefunded: number;
  /** Of the capture. */
  readonly balanceTransaction: string | null;
  readonly transferGroup: string | null;
  readonly canceledAt: Date | null;
  readonly cancellationReason: string | null;
}

export type SandboxIntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

export interface PaymentError {
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
  readonly paymentMethod: string;
}

/** What the bank asks of the buyer before it authorises. */
export interface Challenge {
  readonly token: string;
  readonly returnUrl: string | null;
}
