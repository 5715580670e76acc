import { helpCode, isFinal, outcomeOf } from './order-outcome';

const expiresAt = '2026-12-05T20:00:00.000Z';
const before = Date.parse(expiresAt) - 1;
const after = Date.parse(expiresAt);

describe('the outcome an order page starts with', () => {
  it('a hold ends by the clock, whatever its status still says', () => {
    expect(outcomeOf({ status: 'awaiting_payment', expiresAt }, before)).toBe('held');
    expect(outcomeOf({ status: 'awaiting_payment', expiresAt }, after)).toBe('hold_ended');
  });

  it('an order that won does not end by the clock', () => {
    expect(outcomeOf({ status: 'paying', expiresAt }, after)).toBe('taking_payment');
  });

  it('tells a buyer who let go from a bank that failed', () => {
    expect(outcomeOf({ status: 'cancelled', expiresAt }, after)).toBe('let_go');
    expect(outcomeOf({ status: 'cancelled', expiresAt, paymentId: 'p' }, after)).toBe(
      'payment_fell_through',
    );
  });

  it('is in the past tense once the Event is over', () => {
    expect(outcomeOf({ status: 'complete', expiresAt }, after, '2026-12-31T00:00:00Z')).toBe(
      'going',
    );
    expect(outcomeOf({ status: 'complete', expiresAt }, after, expiresAt)).toBe('been');
  });

  it('stops asking only when nothing can change', () => {
    expect(isFinal({ status: 'paying' })).toBe(false);
    expect(isFinal({ status: 'expired' })).toBe(true);
  });

  it('gives a code one can read out on the phone', () => {
    expect(helpCode('01a1fbee-231d-7e6a-8246-bdfa13ee8960')).toBe('13EE-8960');
  });
});
