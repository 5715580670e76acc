import { type EventId, newId, type OrderId, type TicketId, type UserId } from '@marquee/common/ids';
import { aTicket, euros } from '../../test/tickets.js';
import { allot } from './allot.js';
import type { Wanted } from './request.js';
import type { RoundState } from './round-state.js';

const now = new Date('2027-01-05T20:00:00Z');

/** What becomes of a request for two tickets at these prices. */
function decided(
  prices: readonly [number, number],
  wants: (eventId: EventId, ticketIds: readonly TicketId[]) => Wanted,
) {
  const eventId = newId<EventId>();
  const tickets = prices.map((amount, index) =>
    aTicket({ eventId, price: euros(amount), seat: String(index) }),
  );
  const startsAt = new Date(now.getTime() + 3_600_000);
  const state: RoundState = {
    ...{ now, endedOrders: new Map(), unreadSections: new Set(), remembered: new Map() },
    tickets: new Map(tickets.map((ticket) => [ticket.ticketId, ticket])),
    events: new Map([[eventId, { eventId, startsAt, status: 'scheduled' }]]),
    heldByBuyer: new Map(),
  };
  const ticketIds = tickets.map(({ ticketId }) => ticketId);
  const ids = { orderId: newId<OrderId>(), buyerId: newId<UserId>(), correlationId: 'test' };
  const request = { ...ids, wanted: wants(eventId, ticketIds), idempotency: null };
  const { decisions, placed, tickets: changes } = allot(state, [request], 900);
  return { decision: decisions[0], placed, changes };
}

const largest = 99_999_999;
const maxTotal = euros(4 * largest);

test.each<[string, Parameters<typeof decided>[1], string]>([
  [
    'named tickets',
    (_, ticketIds) => ({ kind: 'named', ticketIds, expectedTotal: euros(largest + 1) }),
    'ticketIds',
  ],
  [
    'the best tickets',
    (eventId) => ({ kind: 'best', eventId, section: null, quantity: 2, maxTotal }),
    'quantity',
  ],
])('%s whose total no card can be charged are refused, and nothing is held', (_, wants, field) => {
  const { decision, placed, changes } = decided([largest - 99, 100], wants);
  expect(decision).toMatchObject({
    kind: 'refused',
    problem: { code: 'unacceptable', detail: expect.stringMatching(/fewer tickets/) },
  });
  expect(decision).toHaveProperty('problem.options.errors.0.field', field);
  expect({ placed, changes }).toEqual({ placed: [], changes: [] });
});

test('the largest total that can be charged is held', () => {
  const expectedTotal = euros(largest);
  const { decision } = decided([largest - 100, 100], (_, ticketIds) => {
    return { kind: 'named', ticketIds, expectedTotal };
  });
  expect(decision).toMatchObject({ kind: 'placed', order: { total: expectedTotal } });
});
