import { expiryState, formatExpiry } from './card-expiry';
import { cvcLength, formatCardNumber, passesLuhn } from './card-number';
import { lookUpCard, testCards } from './test-cards';

describe('card numbers', () => {
  it('are grouped as they are printed', () => {
    expect(formatCardNumber('4242424242424242')).toBe('4242 4242 4242 4242');
    expect(formatCardNumber('378282246310005')).toBe('3782 822463 10005');
    expect(formatCardNumber('42x42-4')).toBe('4242 4');
  });

  it('with one wrong digit are noticed', () => {
    expect(passesLuhn('4242424242424242')).toBe(true);
    expect(passesLuhn('4242424242424241')).toBe(false);
  });

  it('of every test card are valid, and each has a test payment method', () => {
    for (const { number, paymentMethod } of testCards) {
      expect(passesLuhn(number)).toBe(true);
      expect(paymentMethod).toMatch(/^pm_card_/);
    }
  });

  it('American Express has a longer code', () => {
    expect([cvcLength('3782'), cvcLength('4242')]).toEqual([4, 3]);
  });
});

describe('what was typed into the sandbox form', () => {
  it.each([
    ['4242 4242 4242 4242', 'pm_card_visa'],
    ['4000 0000 0000 0002', 'pm_card_chargeDeclined'],
    ['4000 0025 0000 3155', 'pm_card_authenticationRequired'],
    ['4000 0027 6000 3184', 'pm_card_authenticationRequired'],
    ['4000 0000 0000 9995', 'pm_card_chargeDeclinedInsufficientFunds'],
  ])('%s is the test card %s', (typed, paymentMethod) => {
    expect(lookUpCard(typed)).toMatchObject({ kind: 'card', card: { paymentMethod } });
  });

  it('a real card is refused before anything is sent', () => {
    expect(lookUpCard('4111 1111 1111 1111')).toEqual({ kind: 'real_card' });
  });

  it('a typing mistake is told apart from a real card', () => {
    expect(lookUpCard('4242 4242 4242 4243')).toEqual({ kind: 'mistyped' });
    expect(lookUpCard('4242')).toEqual({ kind: 'incomplete' });
  });
});

describe('expiry', () => {
  const now = new Date(2026, 10, 21);

  it('is formatted while it is typed', () => {
    expect(['1', '5', '12', '123', '1234'].map(formatExpiry)).toEqual([
      '1',
      '05',
      '12',
      '12 / 3',
      '12 / 34',
    ]);
  });

  it('is good to the end of its month', () => {
    expect(expiryState('11 / 26', now)).toBe('valid');
    expect(expiryState('10 / 26', now)).toBe('past');
    expect(expiryState('13 / 26', now)).toBe('incomplete');
    expect(expiryState('1', now)).toBe('incomplete');
  });
});
