import type { ComponentType } from 'react';
import type { IntentOutcome } from '../payment-intent';

export interface ConfirmRequest {
  clientSecret: string;
  /** Where a bank's challenge sends the buyer back to. */
  returnUrl: string;
}

/** Confirms the payment with what was entered. What that is never leaves the form and the provider. */
export type ConfirmCard = (request: ConfirmRequest) => Promise<IntentOutcome>;

export interface CardFormProps {
  /** "€86.00", for the button. */
  totalText: string;
  isPending: boolean;
  /** Called with valid input only. */
  onPay: (confirm: ConfirmCard) => void;
}

/**
 * The seam between our checkout and whoever takes the card: the sandbox here, Stripe's Payment
 * Element where a publishable key is configured.
 */
export interface PaymentProvider {
  Form: ComponentType<CardFormProps>;
  /** How an earlier attempt ended, after a reload or a bank's challenge. */
  retrieve: (clientSecret: string) => Promise<IntentOutcome>;
}
