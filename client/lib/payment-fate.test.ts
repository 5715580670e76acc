import type { Payment } from '@/lib/api/types';
import { fatesOf, tookMoney } from './payment-fate';

const payment = (part: Partial<Payment>): Payment => ({
  id: 'p1',
  orderId: 'o',
  amount: { amount: 4_000, currency: 'EUR' },
  status: 'captured',
  ...part,
});
const kinds = (...args: Parameters<typeof fatesOf>) => fatesOf(...args).map(({ kind }) => kind);

describe('what became of a payment that did not win', () => {
  it('the bank said yes after the hold had ended: released, nothing taken', () => {
    const late = payment({ status: 'released', reason: 'order_expired' });
    const fates = fatesOf({ status: 'expired' }, [late]);
    expect(fates.map(({ kind }) => kind)).toEqual(['released_late']);
    expect(tookMoney(fates)).toBe(false);
  });

  it('a second payment beside the one that won is named, the winner is not', () => {
    const second = payment({ id: 'p2', status: 'released', reason: 'another_payment_won' });
    expect(kinds({ status: 'complete', paymentId: 'p1' }, [second, payment({})])).toEqual([
      'released_second',
    ]);
  });

  it('money taken for an order that had ended is never called "not charged"', () => {
    for (const status of ['captured', 'refunding'] as const) {
      const fates = fatesOf({ status: 'expired' }, [payment({ status })]);
      expect(fates.map(({ kind }) => kind)).toEqual(['returning']);
      expect(tookMoney(fates)).toBe(true);
    }
    expect(tookMoney(fatesOf({ status: 'expired' }, [payment({ status: 'refunded' })]))).toBe(true);
  });

  it('a payment that is still under way says nothing before the order does', () => {
    expect(kinds({ status: 'awaiting_payment' }, [payment({ status: 'authorised' })])).toEqual([]);
    expect(kinds({ status: 'expired' }, [payment({ status: 'authorising' })])).toEqual([]);
  });

  it('a capture that a bank refused for good is told', () => {
    const refused = payment({ status: 'failed', reason: 'capture_refused' });
    expect(kinds({ status: 'cancelled', paymentId: 'p1' }, [refused])).toEqual(['failed']);
  });
});
