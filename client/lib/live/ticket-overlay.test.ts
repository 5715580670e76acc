/** @jest-environment node */
import fc from 'fast-check';
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
  const asks = Array.from({ length: 10 }, () => overlay.lacks([]));
  expect(asks.filter(Boolean)).toHaveLength(4);
  expect(overlay.lacks([answerOf(2)])).toBe(false);
});
