import { z } from 'zod';
import { currencies, type Money } from './money/amount.js';
import { stepMinorUnits } from './money/fee.js';

export { type Currency, currencies, type Money } from './money/amount.js';
export { feeOf, stepMinorUnits } from './money/fee.js';

export const moneySchema = z.strictObject({
  amount: z.int(),
  currency: z.enum(currencies),
});

const priceMinMinorUnits = 50;
const priceMaxMinorUnits = 99_999_999;

/** Says why a price is not allowed, or null when it is. Limits from the API's contract. */
export function priceRefusal(price: Money): string | null {
  if (!Number.isSafeInteger(price.amount)) return 'A price is a whole number of minor units';
  if (price.amount < priceMinMinorUnits || price.amount > priceMaxMinorUnits)
    return `A price is between ${priceMinMinorUnits} and ${priceMaxMinorUnits} minor units`;
  const step = stepMinorUnits(price.currency);
  if (price.amount % step !== 0)
    return `A price in ${price.currency} is a multiple of ${step} minor units`;
  return null;
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}

/** Adds amounts of one currency. Throws on an empty list, mixed currencies or an unsafe sum. */
export function sumMoney(amounts: readonly Money[]): Money {
  const [first, ...rest] = amounts;
  if (first === undefined) throw new RangeError('There is nothing to add');
  let amount = first.amount;
  for (const next of rest) {
    if (next.currency !== first.currency) throw new RangeError('Cannot add two currencies');
    amount += next.amount;
  }
  if (!Number.isSafeInteger(amount)) throw new RangeError('The sum is too large to be exact');
  return { amount, currency: first.currency };
}
