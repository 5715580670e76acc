/** @jest-environment node */
import fc from 'fast-check';
import { allOf, itemsMax, type ListRead } from '@/lib/api/list-read';
import { newestOfEach } from '@/lib/api/newest';
import type { Ticket } from '@/lib/api/types';
import { aTicket } from '@/test/tickets';
import type { TicketFacts } from './messages';
import { createTicketOverlay } from './ticket-overlay';

const seat = aTicket();
const statuses = ['available', 'held', 'sold'] as const;
/** A version always has the same state, whoever tells of it. */
const stateOf = (version: number) => ({
  version,
  status: statuses[version % statuses.length] ?? 'available',
  price: { amount: 1_000 + version, currency: 'EUR' as const },
});
const factOf = (version: number): TicketFacts => ({ ticketId: seat.id, ...stateOf(version) });
const answerOf = (version: number): Ticket => ({ ...seat, ...stateOf(version) });

type Step = { kind: 'told' | 'answered'; version: number };
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('told' as const, 'answered' as const),
    version: fc.integer({ min: 1, max: 30 }),
  }),
);

/** A list that is told of some versions and answered with others, in any order. */
function listAfter(
  history: readonly Step[],
  overlay = createTicketOverlay<Ticket>(),
  shown = [answerOf(1)],
) {
  return history.reduce<Ticket[]>((known, { kind, version }) => {
    if (kind === 'answered') return overlay.over(newestOfEach(known, [answerOf(version)]));
    overlay.add([factOf(version)]);
    return overlay.over(known);
  }, shown);
}

it('in any order of messages and answers, what is shown is the newest that was heard', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const newest = Math.max(1, ...history.map(({ version }) => version));
      expect(listAfter(history)).toEqual([answerOf(newest)]);
    }),
  );
});

it('a withdrawn ticket never comes back by an answer or a message that is late', () => {
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const overlay = createTicketOverlay<Ticket>();
      const known = listAfter(before, overlay);
      overlay.add([{ ...factOf(31), status: 'withdrawn' }]);
      expect(overlay.over(known)).toEqual([]);
      expect(listAfter(after, overlay, [])).toEqual([]);
    }),
  );
});

it('its seller still sees it, as withdrawn', () => {
  const overlay = createTicketOverlay<Ticket>({ keepsWithdrawn: true });
  overlay.add([{ ...factOf(31), status: 'withdrawn' }]);
  expect(overlay.over([answerOf(1)])).toMatchObject([{ status: 'withdrawn', version: 31 }]);
});

it('a ticket that the list lacks is asked for a few times, and then no more', () => {
  const overlay = createTicketOverlay<Ticket>();
  overlay.add([factOf(2)]);
  const asks = Array.from({ length: 10 }, () => overlay.lacks(allOf([])));
  expect(asks.filter(Boolean)).toHaveLength(4);
  expect(overlay.lacks(allOf([answerOf(2)]))).toBe(false);
});

describe('a list that is cut', () => {
  const shown = Array.from({ length: itemsMax }, () => aTicket({ amount: 5_000 }));
  const told = (change: Partial<TicketFacts> & { amount: number }): TicketFacts => {
    const { amount, ...rest } = change;
    const { id: ticketId } = aTicket();
    return {
      ...{ ticketId, status: 'available', version: 9, price: { amount, currency: 'EUR' } },
      ...rest,
    };
  };
  const lacks = (read: ListRead<Ticket>, fact: TicketFacts) => {
    const overlay = createTicketOverlay<Ticket>();
    overlay.add([fact]);
    return overlay.lacks(read);
  };

  it('does not lack what is beyond the cut, and lacks what is before it', () => {
    const read = { items: shown, leftOut: 'free' } as const;
    expect(lacks(read, told({ amount: 5_001 }))).toBe(false);
    // At the same price, an id that is greater than all that are shown comes after them.
    expect(lacks(read, told({ amount: 5_000 }))).toBe(false);
    expect(lacks(read, told({ amount: 4_999 }))).toBe(true);
    expect(lacks(read, told({ amount: 4_999, status: 'sold' }))).toBe(false);
    // €50.00 comes before ¥5,000 and before 50 dinars only if it is less on its face.
    expect(lacks(read, told({ amount: 40, price: { amount: 40, currency: 'JPY' } }))).toBe(true);
  });

  it('that shows everything free lacks what is freed, and nothing that is taken', () => {
    const read = { items: shown, leftOut: 'taken' } as const;
    expect(lacks(read, told({ amount: 9_000 }))).toBe(true);
    expect(lacks(read, told({ amount: 100, status: 'held' }))).toBe(false);
  });

  it('of a seller does not lack what is older than what it shows', () => {
    const read = { items: shown, leftOut: 'older' } as const;
    const older = '01900000-0000-7000-8000-000000000000';
    expect(lacks(read, told({ amount: 1, ticketId: older }))).toBe(false);
    expect(lacks(read, told({ amount: 1 }))).toBe(true);
  });

  it('asks for dearer ones once half of those it shows are gone', () => {
    const freeLeft = (count: number) =>
      shown.map(
        (ticket, index): Ticket => (index < count ? ticket : { ...ticket, status: 'sold' }),
      );
    const overlay = createTicketOverlay<Ticket>();
    expect(overlay.lacks({ items: freeLeft(itemsMax / 2), leftOut: 'free' })).toBe(false);
    expect(overlay.lacks({ items: freeLeft(itemsMax / 2 - 1), leftOut: 'free' })).toBe(true);
    expect(overlay.lacks({ items: freeLeft(0), leftOut: 'taken' })).toBe(false);
  });
});
