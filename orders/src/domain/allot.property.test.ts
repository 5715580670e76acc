import type { EventId, OrderId, TicketId, UserId } from '@marquee/common/ids';
import fc from 'fast-check';
import { naiveMarket } from '../../test/naive-market.js';
import { aTicket, euros } from '../../test/tickets.js';
import { allot } from './allot.js';
import type { Inventory } from './inventory.js';
import type { AwaitingOrder } from './order.js';
import type { PlaceRequest } from './request.js';
import type { RoundState } from './round-state.js';

const now = new Date('2027-01-05T20:00:00Z');
const eventId = 'event' as EventId;
const buyers = ['ada', 'bob', 'cy'].map((id) => id as UserId);
const ticketCount = 8;
const ticketId = (index: number) => `ticket-${index}` as TicketId;

/** free, held by an order whose hold is over / is not over / has no end, sold, withdrawn */
const places = fc.constantFrom('free', 'over', 'held', 'paying', 'sold', 'withdrawn');

const ticketArbitrary = fc.record({
  place: places,
  price: fc.constantFrom(100, 200),
  askingPrice: fc.constantFrom(100, 200),
  withdrawalAsked: fc.boolean(),
  sellerId: fc.constantFrom(...buyers, 'sal' as UserId),
  order: fc.nat({ max: 2 }),
});

const requestArbitrary = fc.record({
  buyerId: fc.constantFrom(...buyers),
  tickets: fc.uniqueArray(fc.nat({ max: ticketCount }), { minLength: 1, maxLength: 4 }),
  expected: fc.constantFrom('right', 'right', 'right', 'wrong'),
  key: fc.option(fc.constantFrom('k1', 'k2')),
});

const scene = fc.record({
  tickets: fc.array(ticketArbitrary, { minLength: ticketCount, maxLength: ticketCount }),
  requests: fc.array(requestArbitrary, { maxLength: 8 }),
  heldBefore: fc.array(fc.nat({ max: 20 }), { minLength: 3, maxLength: 3 }),
  event: fc.constantFrom('on', 'on', 'on', 'cancelled', 'started'),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

function stateOf({ tickets, heldBefore, event }: Scene): RoundState {
  const rows = tickets.map((drawn, index): Inventory => {
    const base = aTicket({
      ticketId: ticketId(index),
      ...{ eventId, sellerId: drawn.sellerId, price: euros(drawn.price), seat: String(index) },
      ...{ askingPrice: euros(drawn.askingPrice), withdrawalAsked: drawn.withdrawalAsked },
    });
    const orderId = `${drawn.place}-${drawn.order}` as OrderId;
    const held = (holdEndsAt: Date | null) =>
      ({ ...base, status: 'held', orderId, holdEndsAt }) as const;
    const placed: Record<typeof drawn.place, Inventory> = {
      over: held(now),
      held: held(new Date(now.getTime() + 1)),
      paying: held(null),
      sold: { ...base, status: 'sold', orderId },
      withdrawn: { ...base, status: 'withdrawn' },
      free: { ...base, withdrawalAsked: false, askingPrice: base.price },
    };
    return placed[drawn.place];
  });
  const endedOrders = new Map<OrderId, AwaitingOrder>();
  for (const row of rows) {
    if (row.status !== 'held' || !row.orderId.startsWith('over')) continue;
    const { ticketId: id, sellerId, section, seat, price } = row;
    const item = { ticketId: id, sellerId, section, row: row.row, seat, price };
    const items = [...(endedOrders.get(row.orderId)?.items ?? []), item];
    endedOrders.set(row.orderId, {
      ...{ orderId: row.orderId, buyerId: 'zoe' as UserId, eventId, items, total: euros(1) },
      ...{ status: 'awaiting_payment', placedAt: now, expiresAt: now, version: 1 },
      rejectedPaymentIds: [],
      refunds: [],
    });
  }
  const startsAt = event === 'started' ? now : new Date(now.getTime() + 3_600_000);
  const status = event === 'cancelled' ? 'cancelled' : 'scheduled';
  return {
    ...{ now, endedOrders, unreadSections: new Set(), remembered: new Map() },
    tickets: new Map(rows.map((row) => [row.ticketId, row])),
    events: new Map([[eventId, { eventId, startsAt, status }]]),
    heldByBuyer: new Map(buyers.map((buyer, index) => [buyer, heldBefore[index] ?? 0])),
  };
}

function requestsOf({ requests, tickets }: Scene): PlaceRequest[] {
  return requests.map(({ buyerId, tickets: wanted, expected, key }, index) => {
    const amounts = wanted.map((t) => {
      const drawn = tickets[t];
      return drawn?.place === 'over' ? drawn.askingPrice : (drawn?.price ?? 0);
    });
    const right = amounts.reduce<number>((sum, amount) => sum + amount, 0);
    return {
      orderId: `new-${index}` as OrderId,
      buyerId,
      wanted: {
        kind: 'named',
        ticketIds: wanted.map(ticketId),
        expectedTotal: euros(expected === 'right' ? right : right + 1),
      },
      idempotency: key === null ? null : { key, fingerprint: JSON.stringify(wanted) },
      correlationId: 'test',
    };
  });
}

describe('allot', () => {
  it('decides as the slowest correct market does, whatever comes', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const state = stateOf(drawn);
        const requests = requestsOf(drawn);
        const naive = naiveMarket(state, requests);
        const allotment = allot(state, requests, 900);
        expect(allotment.placed.map(({ order }) => order.orderId)).toEqual(naive.won);
        expect(new Set(allotment.expired.map(({ before }) => before.orderId))).toEqual(
          naive.expired,
        );
        const after = new Map([...state.tickets].map(([id, ticket]) => [id, ticket]));
        for (const change of allotment.tickets) after.set(change.before.ticketId, change.after);
        for (const [id, ticket] of after)
          expect('orderId' in ticket ? ticket.orderId : null).toBe(naive.owner.get(id));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives each ticket to one order at most, raises versions one by one, answers everybody', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const requests = requestsOf(drawn);
        const allotment = allot(stateOf(drawn), requests, 900);
        expect(allotment.decisions).toHaveLength(requests.length);
        const given = allotment.placed.flatMap(({ order }) => order.items.map((i) => i.ticketId));
        expect(new Set(given).size).toBe(given.length);
        for (const { before, after, steps } of allotment.tickets) {
          const versions = steps.map((step) => step.after.version);
          expect(versions).toEqual(steps.map((_, index) => before.version + index + 1));
          expect(after).toEqual(steps.at(-1)?.after);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is pure: the same round twice is the same allotment, and the state is untouched', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const state = stateOf(drawn);
        const requests = requestsOf(drawn);
        const first = allot(state, requests, 900);
        expect(allot(state, requests, 900)).toEqual(first);
        expect(state).toEqual(stateOf(drawn));
      }),
    );
  });
});
