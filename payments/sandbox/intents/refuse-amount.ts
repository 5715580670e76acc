import { invalidRequest } from '../http/stripe-failure.js';

/** Stripe's smallest charges, in minor units. */
const amountMin: Readonly<Record<string, number>> = { eur: 50, usd: 50, gbp: 30, jpy: 50, kwd: 10 };
const amountMax = 99_999_999;
const threeDecimals = new Set(['kwd', 'bhd', 'jod', 'omr', 'tnd']);

/** Throws what Stripe answers to an amount it does not take. */
export function refuseAmount(amount: number, currency: string): void {
  const param = 'amount';
  const min = amountMin[currency];
  if (min === undefined) {
    throw invalidRequest(`Invalid currency: ${currency}.`, { param: 'currency' });
  }
  if (amount < min) {
    const message = `Amount must be at least ${min} in the smallest unit of ${currency}`;
    throw invalidRequest(message, { code: 'amount_too_small', param });
  }
  if (amount > amountMax) {
    const message = `Amount must be no more than ${amountMax} in the smallest unit of ${currency}`;
    throw invalidRequest(message, { code: 'amount_too_large', param });
  }
  if (threeDecimals.has(currency) && amount % 10 !== 0) {
    throw invalidRequest('Invalid amount: the last digit must be 0 in this currency', { param });
  }
}
