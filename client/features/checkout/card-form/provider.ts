import { retrieveIntent } from '../sandbox-stripe';
import type { PaymentProvider } from './card-form';
import { stripeProvider } from './stripe/stripe-provider';

const sandboxProvider: PaymentProvider = { loadStripe: null, retrieve: retrieveIntent };

/** Stripe where a publishable key is configured, the sandbox otherwise. Make one, and keep it. */
export const providerFor = (publishableKey: string | null): PaymentProvider =>
  publishableKey === null ? sandboxProvider : stripeProvider(publishableKey);
