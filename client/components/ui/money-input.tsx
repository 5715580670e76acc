'use client';

import { useLocale } from 'next-intl';
import { useState } from 'react';
import { formattingLocale } from '@/i18n/formatting-locale';
import { classNames } from '@/lib/class-names';
import { currencyExponent } from '@/lib/money';
import { moneyInputText, parseMoneyInput } from '@/lib/money-input';
import { controlLooks, useFieldControl } from './field';

export interface MoneyInputProps {
  currency: string;
  /** Minor units; null while there is no amount. */
  value: number | null;
  onValueChange: (minorUnits: number | null) => void;
  name?: string;
  id?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  'aria-label'?: string;
  className?: string;
}

/** Typed in the reader's way, kept in minor units. Text that is no amount gives null, so that a form can say so. */
export function MoneyInput(props: MoneyInputProps) {
  const { currency, value, onValueChange, name, className, ...rest } = props;
  const locale = formattingLocale(useLocale());
  const shown = value === null ? '' : moneyInputText({ amount: value, currency }, locale);
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <span className={classNames('relative block', className)}>
      <input
        {...useFieldControl()}
        {...rest}
        inputMode={currencyExponent(currency) === 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={draft ?? shown}
        onChange={(change) => {
          setDraft(change.target.value);
          onValueChange(parseMoneyInput(change.target.value, currency, locale));
        }}
        onBlur={() => value !== null && setDraft(null)}
        className={classNames(controlLooks, 'figures pr-14 text-right')}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-sm text-muted"
      >
        {currency}
      </span>
      {name && <input type="hidden" name={name} value={value ?? ''} />}
    </span>
  );
}
