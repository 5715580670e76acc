'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { Field, Input } from '@/components/ui/field';
import { clock } from '@/lib/clock';
import { useHydrated } from '@/lib/use-hydrated';
import { formatExpiry } from '../card-expiry';
import { digitsOf, formatCardNumber } from '../card-number';
import { confirmIntent } from '../sandbox-stripe';
import { lookUpCard, type TestCard } from '../test-cards';
import { type CardEntry, type CardErrors, cardErrors, hasErrors } from './card-errors';
import type { CardFormProps } from './card-form';
import { PayButton } from './pay-button';
import { TestCardChoice } from './test-card-choice';

const empty: CardEntry = { number: '', expiry: '', cvc: '' };

/** The sandbox's card form: takes Stripe's test numbers and turns them into test payment methods. */
export function SandboxCardForm({ total, isPending, onPay }: CardFormProps) {
  const t = useTranslations('checkout');
  const isReady = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const [entry, setEntry] = useState(empty);
  const [errors, setErrors] = useState<CardErrors>({});
  const change = (part: Partial<CardEntry>) => {
    setEntry({ ...entry, ...part });
    setErrors({});
  };
  const choose = ({ number }: TestCard) =>
    change({
      number: formatCardNumber(number),
      expiry: '12 / 34',
      cvc: number.startsWith('3') ? '1234' : '123',
    });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = cardErrors(entry, new Date(clock.nowMs()));
    setErrors(found);
    if (hasErrors(found)) {
      form.current?.querySelector<HTMLInputElement>(`[name=${Object.keys(found)[0]}]`)?.focus();
      return;
    }
    const looked = lookUpCard(entry.number);
    if (looked.kind !== 'card') return;
    const { paymentMethod } = looked.card;
    onPay((request) => confirmIntent({ ...request, paymentMethod }));
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="grid gap-5"
      aria-label={t('card.title')}
    >
      <TestCardChoice onChoose={choose} />
      <Field
        label={t('card.number.label')}
        error={errors.number && t(`card.number.${errors.number}`)}
      >
        <Input
          // Nameless on the wire: this form is never sent, the names only find the field in error.
          name="number"
          value={entry.number}
          onChange={(event) => change({ number: formatCardNumber(event.target.value) })}
          inputMode="numeric"
          autoComplete="cc-number"
          placeholder="4242 4242 4242 4242"
          className="figures"
        />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field
          label={t('card.expiry.label')}
          error={errors.expiry && t(`card.expiry.${errors.expiry}`)}
        >
          <Input
            name="expiry"
            value={entry.expiry}
            onChange={(event) => change({ expiry: formatExpiry(event.target.value) })}
            inputMode="numeric"
            autoComplete="cc-exp"
            placeholder={t('card.expiry.placeholder')}
            className="figures"
          />
        </Field>
        <Field label={t('card.cvc.label')} error={errors.cvc && t(`card.cvc.${errors.cvc}`)}>
          <Input
            name="cvc"
            value={entry.cvc}
            onChange={(event) => change({ cvc: digitsOf(event.target.value).slice(0, 4) })}
            inputMode="numeric"
            autoComplete="cc-csc"
            placeholder="123"
            className="figures"
          />
        </Field>
      </div>
      <PayButton total={total} isReady={isReady} isPending={isPending} />
    </form>
  );
}
