import type { Switches } from '../switches/switches.js';
import type { PageLanguage } from './page-language.js';

export const objectKinds = [
  'intents',
  'charges',
  'refunds',
  'transfers',
  'accounts',
  'events',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

interface DevelopersWords {
  readonly brand: string;
  readonly title: string;
  readonly rehearsal: string;
  readonly kinds: Readonly<Record<ObjectKind, string>>;
  readonly none: string;
  readonly older: string;
  readonly newest: string;
  readonly switches: string;
  readonly switchesHint: string;
  readonly names: Readonly<Record<keyof Switches, string>>;
  readonly save: string;
  readonly clock: string;
  readonly clockIs: string;
  readonly advanceHours: string;
  readonly advance: string;
  readonly closed: string;
  readonly back: string;
}

export const developersWords: Readonly<Record<PageLanguage, DevelopersWords>> = {
  en: {
    brand: 'Stripe sandbox',
    title: 'What the sandbox knows',
    rehearsal: 'A stand-in for Stripe, for developers: no real money moves.',
    kinds: {
      ...{ intents: 'Payments', charges: 'Charges', refunds: 'Refunds' },
      ...{ transfers: 'Transfers', accounts: 'Accounts', events: 'Events' },
    },
    none: 'Nothing yet.',
    older: 'Older',
    newest: 'Newest',
    switches: 'What goes wrong',
    switchesHint: 'A count says how many of the next requests meet it; −1 means all of them.',
    names: {
      duplicate: 'Deliver every event twice',
      reorder: 'Let events overtake each other',
      delayMs: 'Delay events (ms)',
      dropFraction: 'Lose this share of events (0 to 1)',
      answerSlowlyMs: 'Answer slowly (ms)',
      answer500: 'Answer 500, nothing done (count)',
      answer500AfterDoing: 'Answer 500, though done (count)',
      dropConnection: 'Do it, then drop the connection (count)',
      noAnswer: 'Do not answer at all (count)',
      declineConfirms: 'Decline confirmations (count)',
    },
    save: 'Save',
    clock: 'Clock',
    clockIs: 'It is here',
    advanceHours: 'Put it forward by hours',
    advance: 'Put forward',
    closed: 'This cannot be done from here',
    back: 'Back to the sandbox',
  },
  de: {
    brand: 'Stripe-Sandbox',
    title: 'Was die Sandbox weiß',
    rehearsal: 'Ein Ersatz für Stripe, für Entwickler: es fließt kein echtes Geld.',
    kinds: {
      ...{ intents: 'Zahlungen', charges: 'Belastungen', refunds: 'Erstattungen' },
      ...{ transfers: 'Auszahlungen', accounts: 'Konten', events: 'Ereignisse' },
    },
    none: 'Noch nichts.',
    older: 'Ältere',
    newest: 'Neueste',
    switches: 'Was schiefgeht',
    switchesHint: 'Eine Anzahl sagt, wie viele der nächsten Anfragen es trifft; −1 heißt alle.',
    names: {
      duplicate: 'Jedes Ereignis doppelt zustellen',
      reorder: 'Ereignisse einander überholen lassen',
      delayMs: 'Ereignisse verzögern (ms)',
      dropFraction: 'Diesen Anteil der Ereignisse verlieren (0 bis 1)',
      answerSlowlyMs: 'Langsam antworten (ms)',
      answer500: '500 antworten, nichts getan (Anzahl)',
      answer500AfterDoing: '500 antworten, obwohl getan (Anzahl)',
      dropConnection: 'Tun, dann die Verbindung kappen (Anzahl)',
      noAnswer: 'Gar nicht antworten (Anzahl)',
      declineConfirms: 'Bestätigungen ablehnen (Anzahl)',
    },
    save: 'Speichern',
    clock: 'Uhr',
    clockIs: 'Hier ist es',
    advanceHours: 'Um Stunden vorstellen',
    advance: 'Vorstellen',
    closed: 'Das geht von hier nicht',
    back: 'Zurück zur Sandbox',
  },
};
