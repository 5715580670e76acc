import type { Currency, Money } from './amount.js';

/** 10,000 basis points are the whole. */
const wholeBasisPoints = 10_000;
/** Stripe takes three-decimal currencies only in multiples of ten. */
const kwdStepMinorUnits = 10;

/** The smallest amount of a currency that can be moved; every amount moved is a multiple of it. */
export function stepMinorUnits(currency: Currency): number {
  return currency === 'KWD' ? kwdStepMinorUnits : 1;
}

/**
 * What the platform keeps of one ticket's price, in its minor units: rounded once, half to even,
 * to what can be moved (KWD: 10 fils), so that 0 ≤ fee ≤ price. The seller's net is the rest.
 * Throws RangeError on a price that cannot be asked for, or on basis points that are not 0–10,000.
 */
export function feeOf({ amount, currency }: Money, basisPoints: number): Money {
  const step = stepMinorUnits(currency);
  const isPrice = Number.isSafeInteger(amount) && amount >= 0 && amount % step === 0;
  if (!isPrice) throw new RangeError(`${amount} ${currency} is not a price`);
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > wholeBasisPoints)
    throw new RangeError(`${basisPoints} is not a share in basis points`);
  const product = amount * basisPoints;
  if (!Number.isSafeInteger(product)) throw new RangeError('The price is too large to be exact');
  return { amount: step * roundedRatio(product, wholeBasisPoints * step), currency };
}

/** The whole number nearest to dividend / divisor; of two equally near the even one. Exact. */
function roundedRatio(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  const floor = (dividend - rest) / divisor;
  if (2 * rest === divisor) return floor + (floor % 2);
  return 2 * rest > divisor ? floor + 1 : floor;
}
