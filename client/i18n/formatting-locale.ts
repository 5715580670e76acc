import type { Locale } from './locales';

/** The tag numbers and dates are formatted by: "Fri 5 Dec, 20:00", "€86.00". */
export function formattingLocale(locale: Locale): string {
  return locale === 'de' ? 'de-DE' : 'en-GB';
}
