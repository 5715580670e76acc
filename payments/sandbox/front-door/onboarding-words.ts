import type { PageLanguage } from './page-language.js';

interface OnboardingWords {
  readonly brand: string;
  readonly title: string;
  readonly asks: string;
  readonly finish: string;
  readonly leave: string;
  readonly rehearsal: string;
  readonly closed: { readonly title: string; readonly detail: string; readonly back: string };
}

export const onboardingWords: Readonly<Record<PageLanguage, OnboardingWords>> = {
  en: {
    brand: 'Test payouts',
    title: 'Where should your money go?',
    asks: 'At Stripe you would now give your name and your bank account. Here one press is enough.',
    finish: 'Finish onboarding',
    leave: 'Leave',
    rehearsal: 'A rehearsal: nothing is asked and no real money moves.',
    closed: {
      title: 'This link has been used',
      detail: 'It works once and for a few minutes. Ask Marquee for a new one.',
      back: 'Back to Marquee',
    },
  },
  de: {
    brand: 'Test-Auszahlungen',
    title: 'Wohin soll dein Geld gehen?',
    asks: 'Bei Stripe würdest du jetzt deinen Namen und dein Konto angeben. Hier genügt ein Klick.',
    finish: 'Anmeldung abschließen',
    leave: 'Verlassen',
    rehearsal: 'Eine Probe: nichts wird gefragt, und es fließt kein echtes Geld.',
    closed: {
      title: 'Dieser Link ist verbraucht',
      detail: 'Er gilt einmal und für wenige Minuten. Hol dir bei Marquee einen neuen.',
      back: 'Zurück zu Marquee',
    },
  },
};
