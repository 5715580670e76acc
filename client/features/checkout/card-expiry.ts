import { digitsOf } from './card-number';

/** "1" stays, "5" becomes "05", "1227" becomes "12 / 27". */
export function formatExpiry(text: string): string {
  const typed = digitsOf(text);
  const digits = (/^[2-9]/.test(typed) ? `0${typed}` : typed).slice(0, 4);
  return digits.length < 3 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

export type ExpiryState = 'valid' | 'incomplete' | 'past';

/** A card is good to the end of its month. */
export function expiryState(text: string, now: Date): ExpiryState {
  const digits = digitsOf(text);
  const month = Number(digits.slice(0, 2));
  if (digits.length !== 4 || month < 1 || month > 12) return 'incomplete';
  const lastMonth = 2000 + Number(digits.slice(2)) + month / 100;
  return lastMonth < now.getFullYear() + (now.getMonth() + 1) / 100 ? 'past' : 'valid';
}
