import type { MarqueeEvent, Order } from '@/lib/api/types';
import { sortOrders } from './sort-orders';

const nowMs = Date.parse('2026-11-21T12:00:00Z');
const entry = (
  id: string,
  order: Partial<Order>,
  endsAt: string | null = '2026-12-05T23:00:00Z',
) => ({
  order: {
    id,
    buyerId: 'me',
    eventId: 'e',
    items: [],
    total: { amount: 1, currency: 'EUR' as const },
    status: 'complete' as const,
    expiresAt: '2026-11-21T12:10:00Z',
    placedAt: '2026-11-21T11:55:00Z',
    version: 1,
    ...order,
  },
  event: endsAt === null ? null : ({ startsAt: endsAt, endsAt } as MarqueeEvent),
});
const ids = (entries: { order: Order }[]) => entries.map(({ order }) => order.id);

describe('my tickets', () => {
  it('puts what can still be paid on top, as long as its hold lasts', () => {
    const sorted = sortOrders(
      [
        entry('open', { status: 'awaiting_payment' }),
        entry('late', { status: 'awaiting_payment', expiresAt: '2026-11-21T12:00:00Z' }),
      ],
      nowMs,
    );
    expect(ids(sorted.unfinished)).toEqual(['open']);
    expect(ids(sorted.past)).toEqual(['late']);
  });

  it('shows the next Event first, and what is over below', () => {
    const sorted = sortOrders(
      [
        entry('later', {}, '2027-01-01T00:00:00Z'),
        entry('next', { status: 'paying' }),
        entry('over', {}, '2026-11-01T00:00:00Z'),
        entry('cancelled', { status: 'cancelled' }),
      ],
      nowMs,
    );
    expect(ids(sorted.upcoming)).toEqual(['next', 'later']);
    expect(ids(sorted.past).sort()).toEqual(['cancelled', 'over']);
  });

  it('keeps a paid ticket in sight while its Event cannot be read', () => {
    expect(ids(sortOrders([entry('kept', {}, null)], nowMs).upcoming)).toEqual(['kept']);
  });
});
