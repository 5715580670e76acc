import { helpCode, isFinal, outcomeOf, refundedOf } from './order-outcome';

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
    const event = { endsAt: expiresAt, status: 'scheduled' } as const;
    expect(outcomeOf({ status: 'cancelled', expiresAt }, after, event)).toBe('let_go');
    expect(outcomeOf({ status: 'cancelled', expiresAt, paymentId: 'p' }, after)).toBe(
      'payment_fell_through',
    );
  });

  it('says of nobody that they let go before it is known whether the Event was cancelled', () => {
    expect(outcomeOf({ status: 'cancelled', expiresAt }, after, null)).toBe('over');
  });

  it('is in the past tense once the Event is over', () => {
    const order = { status: 'complete' as const, expiresAt };
    const status = 'scheduled' as const;
    expect(outcomeOf(order, after, { endsAt: '2026-12-31T00:00:00Z', status })).toBe('going');
    expect(outcomeOf(order, after, { endsAt: expiresAt, status })).toBe('been');
  });

  describe('when money goes back', () => {
    const total = { amount: 4_000, currency: 'EUR' as const };
    const paid = { status: 'complete' as const, expiresAt, paymentId: 'p', total };
    const refund = (amount: number, status: 'asked' | 'succeeded' | 'failed') => ({
      ...{ amount: { ...total, amount }, status, askedAt: expiresAt },
      reason: 'event_cancelled' as const,
    });
    const event = (status: 'scheduled' | 'cancelled') => ({
      endsAt: '2026-12-31T00:00:00Z',
      status,
    });

    it('a part of it keeps the tickets', () => {
      const order = { ...paid, refunds: [refund(1_000, 'succeeded')] };
      expect(outcomeOf(order, after, event('scheduled'))).toBe('going');
      expect(refundedOf(order)).toEqual({ amount: 1_000, currency: 'EUR' });
    });

    it('all of it, in however many parts, is on its way', () => {
      const refunds = [refund(1_000, 'succeeded'), refund(3_000, 'asked')];
      expect(outcomeOf({ ...paid, refunds }, after, event('scheduled'))).toBe('refunding');
    });

    it('nobody is told they are going to an Event that was cancelled', () => {
      expect(outcomeOf(paid, after, event('cancelled'))).toBe('refunding');
    });

    it('a refund that failed is said, until it is asked for again', () => {
      const failed = refund(4_000, 'failed');
      expect(outcomeOf({ ...paid, refunds: [failed] }, after, event('cancelled'))).toBe(
        'refund_stuck',
      );
      const refunds = [failed, refund(4_000, 'asked')];
      expect(outcomeOf({ ...paid, refunds }, after, event('cancelled'))).toBe('refunding');
    });

    it('an unpaid order that ended with its Event was not let go by its buyer', () => {
      const order = { status: 'cancelled' as const, expiresAt };
      expect(outcomeOf(order, after, event('cancelled'))).toBe('called_off');
    });
  });

  it('stops asking only when nothing can change', () => {
    expect(isFinal({ status: 'paying' })).toBe(false);
    expect(isFinal({ status: 'expired' })).toBe(true);
  });

  it('gives a code one can read out on the phone', () => {
    expect(helpCode('01a1fbee-231d-7e6a-8246-bdfa13ee8960')).toBe('13EE-8960');
  });
});
