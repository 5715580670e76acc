import type { Stripe } from '@stripe/stripe-js';
import type { Money } from '@/lib/api/types';
import type { IntentOutcome } from '../payment-intent';

export interface ConfirmRequest {
  clientSecret: string;
  /** Where a bank's challenge sends the buyer back to. */
  returnUrl: string;
}

/** Confirms the payment with what was entered. What that is never leaves the form and the provider. */
export type ConfirmCard = (request: ConfirmRequest) => Promise<IntentOutcome>;

export interface CardFormProps {
  total: Money;
  isPending: boolean;
  /** Called with valid input only. */
  onPay: (confirm: ConfirmCard) => void;
}

/**
 * The seam between our checkout and whoever takes the card: the sandbox here, Stripe's Payment
 * Element where a publishable key is configured.
 */
export interface PaymentProvider {
  /** Loads Stripe's script; null where the sandbox takes the card. */
  loadStripe: (() => Promise<Stripe>) | null;
  /** How an earlier attempt ended, after a reload or a bank's challenge. */
  retrieve: (clientSecret: string) => Promise<IntentOutcome>;
}
