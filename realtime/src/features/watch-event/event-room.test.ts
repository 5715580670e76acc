import { type EventId, newId, type TicketId } from '@marquee/common/ids';
import fc from 'fast-check';
import type { TicketFacts } from '../../domain/messages.js';
import { realtimeLimits } from '../../limits.js';
import { createEventRoom } from './event-room.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const price = { amount: 4_300, currency: 'EUR' } as const;
const tickets = Array.from({ length: 40 }, () => newId<TicketId>());

/** Changes tickets in turn, one every so many milliseconds, and answers when what was sent. */
function changeFor(seconds: number, everyMs: number) {
  const sentAtMs: number[] = [];
  const lateMs: number[] = [];
  const changedAtMs = new Map<string, number>();
  const keyOf = ({ ticketId, version }: TicketFacts) => `${ticketId} ${version}`;
  const send = (_eventId: EventId, items: readonly TicketFacts[]) => {
    sentAtMs.push(performance.now());
    for (const item of items)
      lateMs.push(performance.now() - (changedAtMs.get(keyOf(item)) ?? Number.NaN));
  };
  const room = createEventRoom(newId<EventId>(), realtimeLimits.flushMs, send);
  for (let change = 0; change < (seconds * 1_000) / everyMs; change += 1) {
    const ticketId = tickets[change % tickets.length] ?? newId<TicketId>();
    const version = 1 + Math.floor(change / tickets.length);
    const facts: TicketFacts = { ticketId, status: 'held', price, version };
    changedAtMs.set(keyOf(facts), performance.now());
    room.add(facts, null);
    jest.advanceTimersByTime(everyMs);
  }
  jest.advanceTimersByTime(1_000);
  room.close();
  return { sentAtMs, lateMs };
}

/** The most messages that fall into any second. */
const mostInASecond = (atMs: readonly number[]) =>
  Math.max(...atMs.map((from) => atMs.filter((ms) => ms >= from && ms < from + 1_000).length));

test('at a thousand changes a second a browser gets twenty messages, no state later than 100 ms', () => {
  const { sentAtMs, lateMs } = changeFor(3, 1);
  expect(mostInASecond(sentAtMs)).toBeLessThanOrEqual(20);
  expect(Math.max(...lateMs)).toBeLessThanOrEqual(100);
});

test('however often something changes, the same holds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (everyMs) => {
      const { sentAtMs, lateMs } = changeFor(2, everyMs);
      expect(mostInASecond(sentAtMs)).toBeLessThanOrEqual(20);
      expect(Math.max(...lateMs)).toBeLessThanOrEqual(100);
    }),
    { numRuns: 20 },
  );
});
