/** What a test payment method does when a payment is confirmed with it. */
export type CardOutcome =
  | { readonly kind: 'approved' }
  | { readonly kind: 'challenged' }
  | {
      readonly kind: 'declined';
      readonly code: string;
      readonly declineCode: string;
      readonly message: string;
    };

export interface TestCard {
  readonly brand: string;
  readonly last4: string;
  readonly outcome: CardOutcome;
  /** What becomes of a refund to it; `succeeds` at once unless said otherwise. */
  readonly refunds?: 'succeeds' | 'fails-later' | 'pends';
}

const approved: CardOutcome = { kind: 'approved' };
const challenged: CardOutcome = { kind: 'challenged' };

function declined(
  declineCode: string,
  message = 'Your card was declined.',
  code = 'card_declined',
): CardOutcome {
  return { kind: 'declined', code, declineCode, message };
}

const visa = (last4: string, outcome: CardOutcome): TestCard => ({ brand: 'visa', last4, outcome });

const cards: Readonly<Record<string, TestCard>> = {
  pm_card_visa: visa('4242', approved),
  pm_card_visa_debit: visa('5556', approved),
  pm_card_mastercard: { brand: 'mastercard', last4: '4444', outcome: approved },
  pm_card_amex: { brand: 'amex', last4: '8431', outcome: approved },
  pm_card_discover: { brand: 'discover', last4: '1117', outcome: approved },
  pm_card_refundFail: { ...visa('5126', approved), refunds: 'fails-later' },
  pm_card_pendingRefund: { ...visa('7726', approved), refunds: 'pends' },
  pm_card_authenticationRequired: visa('3184', challenged),
  pm_card_threeDSecure2Required: visa('3220', challenged),
  pm_card_chargeDeclined: visa('0002', declined('generic_decline')),
  pm_card_chargeDeclinedInsufficientFunds: visa(
    '9995',
    declined('insufficient_funds', 'Your card has insufficient funds.'),
  ),
  pm_card_chargeDeclinedLostCard: visa('9987', declined('lost_card')),
  pm_card_chargeDeclinedStolenCard: visa('9979', declined('stolen_card')),
  pm_card_chargeDeclinedExpiredCard: visa(
    '0069',
    declined('expired_card', 'Your card has expired.', 'expired_card'),
  ),
  pm_card_chargeDeclinedIncorrectCvc: visa(
    '0127',
    declined('incorrect_cvc', "Your card's security code is incorrect.", 'incorrect_cvc'),
  ),
  pm_card_chargeDeclinedProcessingError: visa(
    '0119',
    declined(
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
      'processing_error',
    ),
  ),
};

/** Stripe's test payment methods by name; both spellings of the declined ones are known. */
export function findTestCard(paymentMethod: string): TestCard | null {
  const name = paymentMethod.replace('pm_card_visa_charge', 'pm_card_charge');
  return Object.hasOwn(cards, name) ? (cards[name] ?? null) : null;
}
