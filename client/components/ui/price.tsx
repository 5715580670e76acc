import { type Locale, useLocale } from 'next-intl';
import { formattingLocale } from '@/i18n/formatting-locale';
import { classNames } from '@/lib/class-names';
import { formatMoney, type Money } from '@/lib/money';

export interface PriceProps {
  value: Money;
  className?: string;
}

/** An all-in price in the reader's way of writing it. */
export function Price({ value, className }: PriceProps) {
  const locale: Locale = useLocale();
  return (
    <span className={classNames('figures whitespace-nowrap', className)}>
      {formatMoney(value, formattingLocale(locale))}
    </span>
  );
}

/** The same as text, for labels and buttons. */
export function usePriceText(): (value: Money) => string {
  const locale = formattingLocale(useLocale());
  return (value) => formatMoney(value, locale);
}
