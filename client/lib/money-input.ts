import { currencyExponent, type Money, toDecimalText } from './money';

function decimalSeparator(formattingLocale: string): string {
  const parts = new Intl.NumberFormat(formattingLocale).formatToParts(1.5);
  return parts.find((part) => part.type === 'decimal')?.value ?? '.';
}

/**
 * Minor units from what a person typed, or null when it is not an amount.
 * Groups are allowed in threes ("1,234.50", "1.234,50", "1 234"); more digits than the currency has are refused, not rounded.
 */
export function parseMoneyInput(
  text: string,
  currency: string,
  formattingLocale: string,
): number | null {
  const decimal = decimalSeparator(formattingLocale);
  const group = decimal === ',' ? '.' : ',';
  const compact = text.trim().replace(/[\s\u00a0\u202f’']/g, '');
  const exponent = currencyExponent(currency);
  const unambiguous = compact.includes(decimal)
    ? compact
    : repairSeparator(compact, group, decimal, exponent);
  const [whole = '', fraction = '', ...rest] = unambiguous.split(decimal);
  if (rest.length > 0 || !/^\d*$/.test(fraction) || fraction.length > exponent) return null;
  const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})*$`);
  if (!/^\d+$/.test(whole) && !grouped.test(whole)) return null;
  const digits = whole.replaceAll(group, '') + fraction.padEnd(exponent, '0');
  const amount = Number(digits);
  return Number.isSafeInteger(amount) ? amount : null;
}

/** "12.50" typed by a German reader means twelve and a half: a lone separator not followed by three digits is the decimal one. */
function repairSeparator(text: string, group: string, decimal: string, exponent: number): string {
  const parts = text.split(group);
  const last = parts.at(-1) ?? '';
  if (parts.length !== 2 || last.length === 3 || last.length === 0 || last.length > exponent)
    return text;
  return parts.join(decimal);
}

/** What stands in the input for an amount: "86.00", or "86,00" for a German reader. */
export function moneyInputText(money: Money, formattingLocale: string): string {
  return toDecimalText(money).replace('.', decimalSeparator(formattingLocale));
}
