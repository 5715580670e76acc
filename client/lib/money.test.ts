import { formatMoney, sumMoney, toDecimalText } from './money';
import { moneyInputText, parseMoneyInput } from './money-input';

test.each([
  [{ amount: 8600, currency: 'EUR' }, 'en-GB', '€86.00'],
  [{ amount: 8600, currency: 'EUR' }, 'de-DE', '86,00\u00a0€'],
  [{ amount: 8600, currency: 'JPY' }, 'en-GB', 'JP¥8,600'],
  [{ amount: 12_340, currency: 'KWD' }, 'en-GB', 'KWD\u00a012.340'],
  [{ amount: 5, currency: 'GBP' }, 'en-GB', '£0.05'],
  [{ amount: -400, currency: 'EUR' }, 'en-GB', '\u2212€4.00'],
  [{ amount: -400, currency: 'EUR' }, 'de-DE', '\u22124,00\u00a0€'],
  [{ amount: 9_007_199_254_740_991, currency: 'EUR' }, 'en-GB', '€90,071,992,547,409.91'],
])('%j reads %s as %s', (money, locale, text) => {
  expect(formatMoney(money, locale)).toBe(text);
});

test('amounts stay exact where a float would not', () => {
  expect(toDecimalText({ amount: 9_007_199_254_740_991, currency: 'EUR' })).toBe(
    '90071992547409.91',
  );
});

test('money of two currencies is never added', () => {
  const euro = { amount: 1, currency: 'EUR' };
  expect(() => sumMoney([euro, { amount: 1, currency: 'USD' }])).toThrow();
  expect(sumMoney([euro, euro])).toEqual({ amount: 2, currency: 'EUR' });
  expect(sumMoney([])).toBeNull();
});

test.each([
  ['86', 'EUR', 'en-GB', 8600],
  ['86.5', 'EUR', 'en-GB', 8650],
  ['1,234.50', 'EUR', 'en-GB', 123_450],
  ['1.234,50', 'EUR', 'de-DE', 123_450],
  ['12.50', 'EUR', 'de-DE', 1250],
  ['1.234', 'EUR', 'de-DE', 123_400],
  ['8600', 'JPY', 'en-GB', 8600],
  ['12.340', 'KWD', 'en-GB', 12_340],
  ['0.285', 'EUR', 'en-GB', null],
  ['86.5', 'JPY', 'en-GB', null],
  ['-5', 'EUR', 'en-GB', null],
  ['', 'EUR', 'en-GB', null],
  ['1,23,4', 'EUR', 'en-GB', null],
  ['abc', 'EUR', 'en-GB', null],
])('"%s" in %s, typed the %s way, is %s minor units', (text, currency, locale, amount) => {
  expect(parseMoneyInput(text, currency, locale)).toBe(amount);
});

test('what the input shows reads back as the same amount', () => {
  for (const locale of ['en-GB', 'de-DE']) {
    for (const currency of ['EUR', 'JPY', 'KWD']) {
      const text = moneyInputText({ amount: 123_450, currency }, locale);
      expect(parseMoneyInput(text, currency, locale)).toBe(123_450);
    }
  }
});
