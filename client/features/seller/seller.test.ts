import type { SellerTicket } from '@/lib/api/types';
import { changesBetween } from './changes';
import { groupByEvent } from './group-by-event';
import { countTickets, netOfSold, sumByCurrency } from './sums';

const ticket = (part: Partial<SellerTicket> = {}): SellerTicket => ({
  id: 't1',
  eventId: 'e',
  section: 'Stalls',
  row: 'A',
  seat: '1',
  price: { amount: 4_000, currency: 'EUR' },
  askingPrice: { amount: 4_000, currency: 'EUR' },
  status: 'available',
  orderStatus: null,
  version: 1,
  ...part,
});

describe("the seller's sums", () => {
  it('never add different currencies', () => {
    const sums = sumByCurrency([
      ticket(),
      ticket({ price: { amount: 900, currency: 'USD' }, status: 'sold' }),
    ]);
    expect(
      sums.map(({ currency, onSale, sold }) => [currency, onSale.amount, sold.amount]),
    ).toEqual([
      ['EUR', 4_000, 0],
      ['USD', 0, 900],
    ]);
  });

  it('count what is going on sale, and not what is being withdrawn', () => {
    const tickets = (['opening', 'available', 'held', 'withdrawing', 'withdrawn'] as const).map(
      (status) => ticket({ status }),
    );
    expect(countTickets(tickets)).toEqual({ onSale: 2, held: 1, sold: 0 });
  });
});

test('what the seller receives is rounded ticket by ticket, and only of what is sold', () => {
  const odd = { amount: 4_005, currency: 'EUR' as const };
  const tickets = [
    ticket({ status: 'sold', price: odd }),
    ticket({ status: 'sold', price: odd }),
    ticket(),
  ];
  const terms = { feeBasisPoints: 1_000, payoutDelayHours: 48 };
  expect(netOfSold(tickets, terms)).toEqual([{ amount: 2 * 3_605, currency: 'EUR' }]);
});

describe('what the seller is told', () => {
  it('a sale, a hold that ended, a price that took effect', () => {
    const before = [ticket(), ticket({ id: 't2', status: 'held' }), ticket({ id: 't3' })];
    const after = [
      ticket({ status: 'sold' }),
      ticket({ id: 't2' }),
      ticket({ id: 't3', price: { amount: 5_000, currency: 'EUR' } }),
    ];
    expect(changesBetween(before, after).map(({ kind }) => kind)).toEqual([
      'sold',
      'released',
      'repriced',
    ]);
  });

  it('nothing about what stayed or is new', () => {
    expect(changesBetween([ticket()], [ticket(), ticket({ id: 't9' })])).toEqual([]);
  });
});

describe("the seller's Events", () => {
  const event = (id: string, startsAt: string) => ({
    id,
    organiserId: 'me',
    title: id,
    description: '',
    venue: { name: '', city: '', country: '', timeZone: 'UTC' },
    startsAt,
    endsAt: startsAt,
    category: 'other' as const,
    status: 'scheduled' as const,
    priceFrom: null,
    availableCount: 0,
    version: 1,
  });

  it('come with the next first and what is over last', () => {
    const events = [
      event('past', '2026-01-01'),
      event('later', '2027-05-01'),
      event('next', '2027-01-01'),
    ];
    const groups = groupByEvent([], events, Date.parse('2026-11-21'));
    expect(groups.map(({ eventId }) => eventId)).toEqual(['next', 'later', 'past']);
  });

  it('list seat 2 before seat 10 and leave out what is withdrawn', () => {
    const tickets = [
      ticket({ id: 'a', seat: '10' }),
      ticket({ id: 'b', seat: '2' }),
      ticket({ id: 'c', status: 'withdrawn' }),
    ];
    const [group] = groupByEvent(tickets, [], 0);
    expect(group?.tickets.map(({ seat }) => seat)).toEqual(['2', '10']);
    expect(group?.withdrawnCount).toBe(1);
  });
});
