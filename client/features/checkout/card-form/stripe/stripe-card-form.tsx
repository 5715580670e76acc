'use client';
import { Elements } from '@stripe/react-stripe-js';
import type { Stripe } from '@stripe/stripe-js';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { CardFormProps } from '../card-form';
import { stripeAppearance } from './appearance';
import { CardFormSkeleton } from './card-form-skeleton';
import { StripeFields } from './stripe-fields';

export interface StripeCardFormProps extends CardFormProps {
  load: () => Promise<Stripe>;
}

/** Stripe's Payment Element; what is typed goes from Stripe's frame to Stripe and nowhere else. */
export function StripeCardForm({ load, ...form }: StripeCardFormProps) {
  const t = useTranslations('checkout.stripe');
  const locale = useLocale();
  const [stripe, setStripe] = useState<Stripe | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [appearance] = useState(stripeAppearance);

  const ask = useCallback(() => {
    setFailed(false);
    load().then(setStripe, () => setFailed(true));
  }, [load]);
  useEffect(ask, [ask]);
  const fail = useCallback(() => {
    setStripe(null);
    setFailed(true);
  }, []);

  if (hasFailed) {
    return (
      <Notice
        announce
        kind="warning"
        title={t('failed')}
        actions={
          <Button size="small" onClick={ask}>
            {t('again')}
          </Button>
        }
      >
        {t('failedDetail')}
      </Notice>
    );
  }
  if (stripe === null) return <CardFormSkeleton />;
  const { amount, currency } = form.total;
  return (
    <Elements
      stripe={stripe}
      options={{
        mode: 'payment',
        amount,
        currency: currency.toLowerCase(),
        captureMethod: 'manual',
        locale,
        appearance,
      }}
    >
      <StripeFields {...form} onLoadError={fail} />
    </Elements>
  );
}
