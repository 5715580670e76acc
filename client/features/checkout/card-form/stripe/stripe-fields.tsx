'use client';
import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { CardFormProps } from '../card-form';
import { PayButton } from '../pay-button';
import { confirmWithStripe } from './stripe-intents';

interface StripeFieldsProps extends CardFormProps {
  onLoadError: () => void;
}

/** Stripe's fields and our button; what is missing or wrong Stripe says at the field itself. */
export function StripeFields({ total, isPending, onPay, onLoadError }: StripeFieldsProps) {
  const t = useTranslations('checkout');
  const stripe = useStripe();
  const elements = useElements();
  const [isReady, setReady] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (stripe === null || elements === null) return;
    const { error } = await elements.submit();
    if (error === undefined) onPay((request) => confirmWithStripe(stripe, elements, request));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="grid gap-5"
      aria-label={t('card.title')}
    >
      <PaymentElement onReady={() => setReady(true)} onLoadError={onLoadError} />
      <PayButton total={total} isReady={isReady} isPending={isPending} />
    </form>
  );
}
