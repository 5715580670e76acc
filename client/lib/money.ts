export interface Money {
  /** Minor units: cents, pence; whole yen; thousandths of a dinar. */
  amount: number;
  currency: string;
}

const exponents: Readonly<Record<string, number>> = { JPY: 0, KWD: 3 };

/** Digits behind the point: 2, but 0 for JPY and 3 for KWD. */
export function currencyExponent(currency: string): number {
  return exponents[currency] ?? 2;
}

/** The amount as digits with a point, exact: no float is made of it. */
export function toDecimalText({ amount, currency }: Money): string {
  const exponent = currencyExponent(currency);
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** "€86.00", "86,00 €", "−¥8,600": exact digits, the reader's habits, a minus that is no hyphen. */
export function formatMoney(money: Money, formattingLocale: string): string {
  const digits = currencyExponent(money.currency);
  const parts = new Intl.NumberFormat(formattingLocale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    // Intl formats decimal strings exactly; its type does not say so yet for every target.
  }).formatToParts(toDecimalText(money) as `${number}`);
  return parts.map(({ type, value }) => (type === 'minusSign' ? '\u2212' : value)).join('');
}

/** The sum of amounts in one currency; null of none. */
export function sumMoney(amounts: readonly Money[]): Money | null {
  const [first] = amounts;
  if (first === undefined) return null;
  if (amounts.some((money) => money.currency !== first.currency)) {
    throw new Error('Amounts of different currencies cannot be added.');
  }
  return {
    currency: first.currency,
    amount: amounts.reduce((sum, money) => sum + money.amount, 0),
  };
}
