import type { Language } from '../domain/language.js';

/** What a template says; how it looks, and that it is escaped, is decided in one place. */
export interface Letter {
  readonly subject: string;
  /** The line that mail programs show beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Names and values under each other: tickets and prices, before and after. */
  readonly rows?: readonly LetterRow[];
  /** After the rows. */
  readonly closing?: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
}

export interface LetterRow {
  readonly name: string;
  readonly value: string;
  /** The row that counts, such as a total. */
  readonly isStrong?: boolean;
}

/** What every letter has around its own words. */
export interface LetterFrame {
  readonly language: Language;
  /** Of the person written to; may be empty. */
  readonly name: string;
  readonly publicUrl: string;
}

export const frameWords = {
  en: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    sentBy: 'You get this mail because of your account at Marquee.',
  },
  de: {
    hello: (name: string) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
    sentBy: 'Du bekommst diese E-Mail wegen deines Kontos bei Marquee.',
  },
} as const satisfies Record<Language, unknown>;
