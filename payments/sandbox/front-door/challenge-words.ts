import type { PageLanguage } from './page-language.js';

/** Why a challenge cannot be answered (any more). */
export type ClosedReason = 'answered' | 'cancelled' | 'unknown';

interface ChallengeWords {
  readonly bank: string;
  readonly noMoney: string;
  readonly open: { readonly title: string; readonly asks: string; readonly promise: string };
  readonly complete: string;
  readonly fail: string;
  readonly amount: string;
  readonly closed: Readonly<Record<ClosedReason, { title: string; detail: string }>>;
  readonly toOrder: string;
  readonly toTickets: string;
}

export const challengeWords: Readonly<Record<PageLanguage, ChallengeWords>> = {
  en: {
    bank: 'Test bank',
    noMoney: 'A rehearsal: no real money moves.',
    open: {
      title: 'Is this you?',
      asks: 'Marquee asks us to confirm this payment with you.',
      promise: 'You are charged only when the seats are yours.',
    },
    complete: 'Complete',
    fail: 'Fail',
    amount: 'Amount',
    closed: {
      answered: {
        title: 'This confirmation was answered already',
        detail:
          'There is nothing left to do here, and this page took no money. Your order shows how things stand.',
      },
      cancelled: {
        title: 'This confirmation is no longer needed',
        detail:
          'The hold ended or the payment was cancelled in the meantime. No money was taken by this page. Your order shows how things stand.',
      },
      unknown: {
        title: 'There is nothing to confirm here',
        detail:
          'This link is incomplete or belongs to an earlier attempt. No money was taken by this page.',
      },
    },
    toOrder: 'Back to your order',
    toTickets: 'To My tickets',
  },
  de: {
    bank: 'Testbank',
    noMoney: 'Eine Probe: es fließt kein echtes Geld.',
    open: {
      title: 'Bist du das?',
      asks: 'Marquee bittet uns, diese Zahlung von dir bestätigen zu lassen.',
      promise: 'Belastet wirst du erst, wenn die Plätze dir gehören.',
    },
    complete: 'Bestätigen',
    fail: 'Ablehnen',
    amount: 'Betrag',
    closed: {
      answered: {
        title: 'Diese Bestätigung ist schon beantwortet',
        detail:
          'Hier ist nichts mehr zu tun, und diese Seite hat kein Geld genommen. Deine Bestellung zeigt, wie es steht.',
      },
      cancelled: {
        title: 'Diese Bestätigung wird nicht mehr gebraucht',
        detail:
          'Die Zeit war um, oder die Zahlung wurde inzwischen abgebrochen. Diese Seite hat kein Geld genommen. Deine Bestellung zeigt, wie es steht.',
      },
      unknown: {
        title: 'Hier gibt es nichts zu bestätigen',
        detail:
          'Der Link ist unvollständig oder gehört zu einem früheren Versuch. Diese Seite hat kein Geld genommen.',
      },
    },
    toOrder: 'Zurück zu deiner Bestellung',
    toTickets: 'Zu Meine Tickets',
  },
};
