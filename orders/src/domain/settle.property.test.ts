import type { OrderId, PaymentId, UserId } from '@marquee/common/ids';
import { sumMoney } from '@marquee/common/money';
import fc from 'fast-check';
import { aTicket, euros } from '../../test/tickets.js';
import { holdTicket, type Inventory } from './inventory.js';
import { type AwaitingOrder, isActive, type Order } from './order.js';
import { settle } from './settle.js';
import { cancel, expire, type OrderInHand, type Transition } from './transition.js';

const startMs = Date.parse('2027-01-05T20:00:00Z');
const holdMs = 900_000;
const expiresAt = new Date(startMs + holdMs);
const paymentIds = ['p1', 'p2', 'p3'] as PaymentId[];

function aHand(count: number): OrderInHand {
  const orderId = 'order' as OrderId;
  const free = Array.from({ length: count }, (_, index) => aTicket({ seat: String(index) }));
  const tickets = free.map((ticket) => holdTicket(ticket, orderId, expiresAt).after);
  const eventId = tickets[0]?.eventId ?? aTicket().eventId;
  const order: AwaitingOrder = {
    ...{ orderId, buyerId: 'ada' as UserId, eventId, placedAt: new Date(startMs), expiresAt },
    items: tickets.map(({ ticketId, sellerId, section, row, seat, price }) => ({
      ...{ ticketId, sellerId, section, row, seat, price },
    })),
    total: sumMoney(tickets.map(({ price }) => price)),
    ...{ status: 'awaiting_payment', rejectedPaymentIds: [], refunds: [], version: 1 },
  };
  return { order, tickets, event: { eventId, startsAt: expiresAt, status: 'scheduled' } };
}

const step = fc.record({
  minutes: fc.nat({ max: 6 }),
  what: fc.oneof(
    fc.constantFrom('buyer cancels', 'sweeper', 'Event is cancelled', 'nothing'),
    fc.record({
      paymentId: fc.constantFrom(...paymentIds),
      status: fc.constantFrom('authorised', 'authorised', 'released', 'failed', 'capturing'),
      right: fc.boolean(),
    }),
    fc.constant('the winner is captured'),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the service would do now; null for nothing. */
function next(hand: OrderInHand, { what }: Step, now: Date): Transition | null {
  const { order } = hand;
  if (typeof what !== 'string') {
    const amount = what.right ? order.total : euros(order.total.amount + 1);
    return settle(hand, { paymentId: what.paymentId, status: what.status, amount }, now);
  }
  if (what === 'the winner is captured' && order.status === 'paying')
    return settle(hand, { ...order, amount: order.total, status: 'captured' }, now);
  if (order.status !== 'awaiting_payment') return null;
  const isOver = order.expiresAt <= now;
  if (what === 'buyer cancels' && !isOver) return cancel({ ...hand, order });
  return what === 'sweeper' && isOver ? expire({ ...hand, order }) : null;
}

const ended = ['cancelled', 'expired', 'complete', 'refunded'];

function expectAgreement({ order, tickets }: { order: Order; tickets: readonly Inventory[] }) {
  const mine = tickets.filter((ticket) => 'orderId' in ticket && ticket.orderId === order.orderId);
  expect(mine).toHaveLength(isActive(order) ? order.items.length : 0);
  for (const ticket of mine) {
    expect(ticket.status).toBe(order.status === 'complete' ? 'sold' : 'held');
    if (ticket.status === 'held')
      expect(ticket.holdEndsAt).toEqual(order.status === 'paying' ? null : order.expiresAt);
  }
}

describe('any history of an order', () => {
  it('keeps order and inventory agreed, versions consecutive, one winner, and endings final', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(step, { maxLength: 12 }),
        (count, steps) => {
          let hand = aHand(count);
          let nowMs = startMs;
          const winners = new Set<PaymentId>();
          for (const drawn of steps) {
            nowMs += drawn.minutes * 60_000;
            const now = new Date(nowMs);
            if (drawn.what === 'Event is cancelled')
              hand = { ...hand, event: { ...hand.event, status: 'cancelled' } };
            const before = hand.order;
            const transition = next(hand, drawn, now);
            if (transition === null) continue;
            const { after } = transition;
            const versions = transition.steps.map((made) => made.after.version);
            expect(versions).toEqual(versions.map((_, index) => before.version + index + 1));
            for (const { before: old, after: ticket, steps: told } of transition.tickets)
              expect(ticket.version).toBe(old.version + told.length);
            if (ended.includes(before.status)) expect(after.status).toBe(before.status);
            if (after.status === 'paying') {
              winners.add(after.paymentId);
              if (before.status === 'awaiting_payment') expect(now < expiresAt).toBe(true);
            }
            const changed = new Map(transition.tickets.map((c) => [c.before.ticketId, c.after]));
            const tickets = hand.tickets.map((ticket) => changed.get(ticket.ticketId) ?? ticket);
            hand = { ...hand, order: after, tickets };
            expectAgreement(hand);
          }
          expect(winners.size).toBeLessThanOrEqual(1);
          expect(new Set(hand.order.rejectedPaymentIds).size).toBe(
            hand.order.rejectedPaymentIds.length,
          );
          for (const winner of winners) expect(hand.order.rejectedPaymentIds).not.toContain(winner);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('an order whose inventory says otherwise is never moved', () => {
    const hand = aHand(2);
    const [first] = hand.tickets;
    const torn = { ...hand, tickets: first === undefined ? [] : [first] };
    const order = hand.order as AwaitingOrder;
    expect(() => cancel({ ...torn, order })).toThrow(/disagree/);
    expect(() => expire({ ...torn, order })).toThrow(/disagree/);
  });
});
