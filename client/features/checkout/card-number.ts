export const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The check digit every card number carries; catches one wrong digit and swapped neighbours. */
export function passesLuhn(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  let sum = 0;
  [...digits].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

const isAmex = (digits: string): boolean => /^3[47]/.test(digits);

/** Groups as they are printed on the card: 4-4-4-4, and 4-6-5 for American Express. */
export function formatCardNumber(text: string): string {
  const digits = digitsOf(text).slice(0, 19);
  const groups = isAmex(digits)
    ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)]
    : (digits.match(/.{1,4}/g) ?? []);
  return groups.filter((group) => group !== '').join(' ');
}

export const cvcLength = (digits: string): number => (isAmex(digits) ? 4 : 3);
