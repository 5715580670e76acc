import { digitsOf, passesLuhn } from './card-number';

export type TestCardName =
  | 'visa'
  | 'mastercard'
  | 'amex'
  | 'challenge'
  | 'declined'
  | 'insufficientFunds'
  | 'expiredCard'
  | 'wrongCvc';

export interface TestCard {
  name: TestCardName;
  number: string;
  paymentMethod: string;
}

/** Stripe's published test numbers and the test payment methods that stand for them. */
export const testCards: readonly TestCard[] = [
  { name: 'visa', number: '4242424242424242', paymentMethod: 'pm_card_visa' },
  { name: 'mastercard', number: '5555555555554444', paymentMethod: 'pm_card_mastercard' },
  { name: 'amex', number: '378282246310005', paymentMethod: 'pm_card_amex' },
  {
    name: 'challenge',
    number: '4000002500003155',
    paymentMethod: 'pm_card_authenticationRequired',
  },
  {
    name: 'challenge',
    number: '4000002760003184',
    paymentMethod: 'pm_card_authenticationRequired',
  },
  { name: 'declined', number: '4000000000000002', paymentMethod: 'pm_card_chargeDeclined' },
  {
    name: 'insufficientFunds',
    number: '4000000000009995',
    paymentMethod: 'pm_card_chargeDeclinedInsufficientFunds',
  },
  {
    name: 'expiredCard',
    number: '4000000000000069',
    paymentMethod: 'pm_card_chargeDeclinedExpiredCard',
  },
  {
    name: 'wrongCvc',
    number: '4000000000000127',
    paymentMethod: 'pm_card_chargeDeclinedIncorrectCvc',
  },
];

/** The ones offered by one tap: it works, the bank asks, the bank refuses. */
export const offeredTestCards: readonly TestCard[] = testCards.filter((card) =>
  ['4242424242424242', '4000002500003155', '4000000000000002'].includes(card.number),
);

export type CardLookup =
  | { kind: 'card'; card: TestCard }
  | { kind: 'incomplete' }
  | { kind: 'mistyped' }
  | { kind: 'real_card' };

/** What was typed, decided in this browser: a number that is not a test card is never sent anywhere. */
export function lookUpCard(text: string): CardLookup {
  const digits = digitsOf(text);
  if (digits.length < 12) return { kind: 'incomplete' };
  const card = testCards.find(({ number }) => number === digits);
  if (card !== undefined) return { kind: 'card', card };
  return passesLuhn(digits) ? { kind: 'real_card' } : { kind: 'mistyped' };
}
