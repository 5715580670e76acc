import fc from 'fast-check';
import { currencies, feeOf, type Money, priceRefusal, stepMinorUnits, sumMoney } from '../money.js';

const price: fc.Arbitrary<Money> = fc
  .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom(...currencies))
  .map(([amount, currency]) => {
    const step = stepMinorUnits(currency);
    return { amount: amount - (amount % step), currency };
  });
const basisPoints = fc.integer({ min: 0, max: 10_000 });
/** A sentence on what is wrong: asking `expect` a hundred thousand times takes minutes. */
const holds = (wrong: (asked: Money, share: number) => string | null) =>
  fc.assert(
    fc.property(price, basisPoints, (asked, share) => {
      const sentence = wrong(asked, share);
      if (sentence !== null) throw new Error(sentence);
    }),
    { numRuns: 10_000 },
  );

test('no fee is below nothing or above the price, and every part of it can be moved', () => {
  holds((asked, share) => {
    const { amount, currency } = feeOf(asked, share);
    const step = stepMinorUnits(asked.currency);
    if (currency !== asked.currency) return 'another currency';
    if (amount < 0 || amount > asked.amount) return `${amount} is outside the price`;
    return amount % step === 0 && (asked.amount - amount) % step === 0 ? null : 'not movable';
  });
});

test('it is the exact share, rounded once: half to even', () => {
  holds(({ amount, currency }, share) => {
    const step = BigInt(stepMinorUnits(currency));
    const fee = BigInt(feeOf({ amount, currency }, share).amount);
    const error = fee * 10_000n - BigInt(amount) * BigInt(share);
    const half = 5_000n * step;
    if (error < -half || error > half) return `off by ${error}`;
    const isHalf = error === half || error === -half;
    return isHalf && (fee / step) % 2n !== 0n ? `${fee} is odd` : null;
  });
});

test('nothing and everything are exact, and a higher share never costs less', () => {
  holds((asked, share) => {
    if (feeOf(asked, 0).amount !== 0) return 'no share costs something';
    if (feeOf(asked, 10_000).amount !== asked.amount) return 'all is not all';
    const lower = feeOf(asked, Math.max(0, share - 1)).amount;
    return lower <= feeOf(asked, share).amount ? null : 'a higher share costs less';
  });
});

test('what an order’s tickets cost in fees does not depend on their order', () => {
  const tickets = fc.array(fc.integer({ min: 50, max: 99_999_999 }), { minLength: 1 });
  const property = fc.property(tickets, basisPoints, (amounts, share) => {
    const fees = amounts.map((amount) => feeOf({ amount, currency: 'EUR' }, share));
    return sumMoney(fees.toReversed()).amount === sumMoney(fees).amount;
  });
  fc.assert(property, { numRuns: 2_000 });
});

test.each([
  [{ amount: 4_300, currency: 'EUR' }, 1_000, 430],
  [{ amount: 25, currency: 'USD' }, 1_000, 2],
  [{ amount: 35, currency: 'USD' }, 1_000, 4],
  [{ amount: 12_345, currency: 'JPY' }, 250, 309],
  [{ amount: 1_250, currency: 'KWD' }, 1_000, 120],
  [{ amount: 1_350, currency: 'KWD' }, 1_000, 140],
] as const)('%j at %i basis points costs %i', (asked, share, fee) => {
  expect(feeOf(asked, share).amount).toBe(fee);
});

test.each([
  [{ amount: -100, currency: 'EUR' }, 1_000],
  [{ amount: 10.5, currency: 'EUR' }, 1_000],
  [{ amount: 1_255, currency: 'KWD' }, 1_000],
  [{ amount: Number.MAX_SAFE_INTEGER, currency: 'EUR' }, 1_000],
  [{ amount: 100, currency: 'EUR' }, 10_001],
  [{ amount: 100, currency: 'EUR' }, -1],
  [{ amount: 100, currency: 'EUR' }, 12.5],
] as const)('%j at %d basis points is refused, never guessed', (asked, share) => {
  expect(() => feeOf(asked, share)).toThrow(RangeError);
});

test('a price that could not be moved is refused before anybody is asked to pay it', () => {
  expect(priceRefusal({ amount: 1_255, currency: 'KWD' })).toMatch(/multiple of 10/);
  expect(priceRefusal({ amount: 1_250, currency: 'KWD' })).toBeNull();
});
