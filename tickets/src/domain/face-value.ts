import type { Currency, Money } from '@marquee/common/money';

const minorDigits: Readonly<Record<Currency, number>> = { EUR: 2, USD: 2, GBP: 2, JPY: 0, KWD: 3 };
const digitsMax = 3;

/** Sorts what has no price behind everything that has one. */
export const faceValueOfNothing = Number.MAX_SAFE_INTEGER;

/**
 * The number printed on the price, in thousandths, for sorting only. Currencies are not converted:
 * €10.00 and $10.00 are equal here, and ¥1,000 lies far above both.
 */
export function faceValue(price: Money | null): number {
  if (price === null) return faceValueOfNothing;
  return price.amount * 10 ** (digitsMax - minorDigits[price.currency]);
}
