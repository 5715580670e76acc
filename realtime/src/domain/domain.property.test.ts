import type { EventId, TicketId } from '@marquee/common/ids';
import fc from 'fast-check';
import { createAllowance } from './allowance.js';
import { createCoalescer } from './coalescer.js';
import type { TicketFacts } from './messages.js';
import { createRecentChanges } from './recent-changes.js';
import { roundedViewers } from './rounded-viewers.js';

const aFact = fc.record({
  ticketId: fc.constantFrom('a', 'b', 'c').map((id) => id as TicketId),
  status: fc.constantFrom('available', 'held', 'sold', 'withdrawn'),
  price: fc.constant({ amount: 4300, currency: 'EUR' as const }),
  version: fc.integer({ min: 1, max: 9 }),
}) as fc.Arbitrary<TicketFacts>;

function newestOf(facts: readonly TicketFacts[]): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { ticketId, version } of facts)
    newest.set(ticketId, Math.max(version, newest.get(ticketId) ?? 0));
  return newest;
}

const versionsOf = (facts: readonly TicketFacts[]) =>
  new Map(facts.map(({ ticketId, version }) => [ticketId as string, version]));

test('whatever the order and repetition, the newest version of each ticket is kept', () => {
  fc.assert(
    fc.property(fc.array(aFact), (facts) => {
      const coalescer = createCoalescer();
      const recent = createRecentChanges(1_000);
      for (const fact of facts) {
        coalescer.add(fact);
        recent.add('e' as EventId, fact, 0);
      }
      expect(versionsOf(recent.since('e' as EventId, 0))).toEqual(newestOf(facts));
      expect(versionsOf(coalescer.take())).toEqual(newestOf(facts));
      expect(coalescer.size).toBe(0);
    }),
  );
});

test('what changed longer ago than is kept is forgotten', () => {
  const recent = createRecentChanges(1_000);
  const fact = (ticketId: string, version: number) =>
    ({ ticketId, version, status: 'held', price: { amount: 1, currency: 'EUR' } }) as TicketFacts;
  recent.add('e' as EventId, fact('a', 1), 0);
  recent.add('e' as EventId, fact('b', 1), 900);
  expect(recent.since('e' as EventId, 500).map(({ ticketId }) => ticketId)).toEqual(['b']);
  recent.forget(1_500);
  expect(recent.add('e' as EventId, fact('b', 1), 1_500)).toBe(false);
  expect(recent.add('e' as EventId, fact('a', 1), 1_500)).toBe(true);
});

test('a rounded number of viewers is near, never rises backwards, and hides one person', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (count) => {
      const rounded = roundedViewers(count);
      expect(Math.abs(rounded - count)).toBeLessThanOrEqual(Math.max(3, count * 0.05));
      expect(roundedViewers(count + 1)).toBeGreaterThanOrEqual(rounded);
    }),
  );
  expect([0, 7, 12, 99, 147, 1_234].map(roundedViewers)).toEqual([0, 7, 10, 100, 150, 1_200]);
});

test('an allowance gives its burst, then its rate, and never saves up more than the burst', () => {
  const allowance = createAllowance(3, 10);
  const take = (nowMs: number) => allowance.take(nowMs);
  expect([0, 0, 0, 0].map(take)).toEqual([true, true, true, false]);
  expect([100, 100].map(take)).toEqual([true, false]);
  expect([99_000, 99_000, 99_000, 99_000].map(take)).toEqual([true, true, true, false]);
});
