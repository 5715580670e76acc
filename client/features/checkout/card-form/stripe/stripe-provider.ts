import type { Stripe } from '@stripe/stripe-js';
import { unreachable } from '@/lib/api/problem';
import type { PaymentProvider } from '../card-form';

/** Stripe's script, asked for once; after a failure the next call asks again. Throws `unreachable`. */
function stripeLoader(publishableKey: string): () => Promise<Stripe> {
  let asked: Promise<Stripe> | null = null;
  const load = async (): Promise<Stripe> => {
    try {
      const { loadStripe } = await import('@stripe/stripe-js/pure');
      const stripe = await loadStripe(publishableKey);
      if (stripe !== null) return stripe;
    } catch (error) {
      asked = null;
      throw unreachable(error instanceof Error ? error.message : 'no Stripe');
    }
    throw unreachable('Stripe is loaded in browsers only');
  };
  return () => {
    asked ??= load();
    return asked;
  };
}

/** Nothing of Stripe's is loaded before a checkout that needs it. */
export function stripeProvider(publishableKey: string): PaymentProvider {
  const loadStripe = stripeLoader(publishableKey);
  return {
    loadStripe,
    retrieve: async (clientSecret) => {
      const { retrieveWithStripe } = await import('./stripe-intents');
      return retrieveWithStripe(await loadStripe(), clientSecret);
    },
  };
}
