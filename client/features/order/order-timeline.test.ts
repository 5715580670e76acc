import type { Order } from '@/lib/api/types';
import { timelineOf } from './order-timeline';

const order: Pick<Order, 'placedAt' | 'expiresAt' | 'refunds'> = {
  placedAt: '2026-11-21T12:00:00Z',
  expiresAt: '2026-11-21T12:15:00Z',
};
const event = { startsAt: '2026-12-05T20:00:00Z', status: 'scheduled' as const };
const paidAt = '2026-11-21T12:03:00Z';

describe('the timeline of an order', () => {
  it('says until when a held order waits', () => {
    const told = timelineOf({ order, event, outcome: 'held', paidAt: null });
    expect(told[1]).toEqual({ step: 'pay_until', state: 'now', at: order.expiresAt });
  });

  it('ends with the Event for somebody who is going, and not for a hold that ended', () => {
    const going = timelineOf({ order, event, outcome: 'going', paidAt });
    expect(going.map(({ step, state }) => [step, state])).toEqual([
      ['held', 'done'],
      ['paid', 'now'],
      ['doors', 'next'],
    ]);
    expect(going[1]?.at).toBe(paidAt);
    const ended = timelineOf({ order, event, outcome: 'hold_ended', paidAt: null });
    expect(ended.at(-1)).toMatchObject({ step: 'hold_ended', state: 'now' });
  });

  it('tells a refund from the cancelled Event to the bank, each part with its amount', () => {
    const refund = (amount: number, status: 'asked' | 'succeeded' | 'failed') => ({
      amount: { amount, currency: 'EUR' as const },
      reason: 'event_cancelled' as const,
      status,
      askedAt: '2026-11-22T09:00:00Z',
    });
    const told = timelineOf({
      order: { ...order, refunds: [refund(1_000, 'succeeded'), refund(3_000, 'asked')] },
      event: { ...event, status: 'cancelled' },
      outcome: 'refunding',
      paidAt,
    });
    expect(told.map(({ step, amount }) => [step, amount?.amount])).toEqual([
      ['held', undefined],
      ['paid', undefined],
      ['event_cancelled', undefined],
      ['refund_asked', 1_000],
      ['refund_succeeded', 1_000],
      ['refund_asked', 3_000],
    ]);
    expect(told.at(-1)?.state).toBe('now');
  });
});
