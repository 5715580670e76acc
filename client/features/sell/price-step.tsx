'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { MoneyInput } from '@/components/ui/money-input';
import { PriceIncludes } from '@/components/ui/price-includes';
import { Select } from '@/components/ui/select';
import { currencies } from '@/lib/api/types';
import type { StepProps } from './step-props';

/** The price of one ticket. */
export function PriceStep({ draft, change, errorOf }: StepProps) {
  const t = useTranslations('sell.price');
  return (
    <div className="grid gap-6">
      <div className="grid gap-5 sm:grid-cols-[1fr_9rem]">
        <Field label={t('amount')} hint={t('amountHint')} error={errorOf('price')}>
          <MoneyInput
            currency={draft.currency}
            value={draft.amount}
            onValueChange={(amount) => change({ amount })}
          />
        </Field>
        <Field label={t('currency')}>
          <Select
            value={draft.currency}
            options={currencies.map((value) => ({ value, label: value }))}
            onChange={(event) => {
              const chosen = currencies.find((value) => value === event.target.value);
              // An amount in minor units means something else in another currency.
              if (chosen !== undefined) change({ currency: chosen, amount: null });
            }}
          />
        </Field>
      </div>
      <PriceIncludes />
    </div>
  );
}
