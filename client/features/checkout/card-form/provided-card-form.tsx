'use client';
import dynamic from 'next/dynamic';
import type { CardFormProps, PaymentProvider } from './card-form';
import { SandboxCardForm } from './sandbox-card-form';
import { CardFormSkeleton } from './stripe/card-form-skeleton';

const StripeCardForm = dynamic(
  () => import('./stripe/stripe-card-form').then((module) => module.StripeCardForm),
  { ssr: false, loading: CardFormSkeleton },
);

interface ProvidedCardFormProps extends CardFormProps {
  provider: PaymentProvider;
}

/** The form of whoever takes the card here. */
export function ProvidedCardForm({ provider, ...form }: ProvidedCardFormProps) {
  const { loadStripe } = provider;
  if (loadStripe === null) return <SandboxCardForm {...form} />;
  return <StripeCardForm {...form} load={loadStripe} />;
}
