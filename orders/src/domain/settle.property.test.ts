import type { OrderId, PaymentId, RefundId, UserId } from '@marquee/common/ids';
import { sumMoney } from '@marquee/common/money';
import fc from 'fast-check';
import { aTicket, euros } from '../../test/tickets.js';
import { failedRefunds, unaskedOf } from './failed-refunds.js';
import { holdTicket } from './inventory.js';
import { type AwaitingOrder, isActive, type Order, type OrderRefund } from './order.js';
import { handAfter, type OrderInHand, type Transition, transition } from './order-in-hand.js';
import {
  type AskedRefund,
  askAgain,
  askRefund,
  leftToRefund,
  owedByCancellation,
  type RefundAsk,
} from './refund.js';
import { isRepeated } from './repeated-refund.js';
import { type PaymentNews, settle } from './settle.js';
import { type Moment, type RefundNews, refundCancelled } from './settle-refunds.js';
import { cancel, expire } from './transition.js';

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

const aPayment = fc.record({
  paymentId: fc.constantFrom(...paymentIds),
  status: fc.constantFrom(
    'authorised',
    'authorised',
    'released',
    'failed',
    'capturing',
    'captured',
  ),
  right: fc.boolean(),
});
const anAsk = fc.record({
  percent: fc.integer({ min: 1, max: 150 }),
  tickets: fc.constantFrom('close', 'release'),
});
const aRefundsEnd = fc.record({
  nth: fc.nat({ max: 5 }),
  ended: fc.constantFrom('succeeded', 'succeeded', 'failed'),
});
const step = fc.record({
  minutes: fc.nat({ max: 6 }),
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('buyer cancels', 'sweeper', 'nothing') },
    { weight: 1, arbitrary: fc.constantFrom('Event is cancelled', 'closing job') },
    { weight: 3, arbitrary: aPayment },
    { weight: 2, arbitrary: fc.constant('the winner is captured') },
    { weight: 2, arbitrary: anAsk },
    { weight: 3, arbitrary: aRefundsEnd },
    { weight: 1, arbitrary: fc.constant('asked again') },
  ),
});
const aSale: Step[] = [
  { minutes: 0, what: { paymentId: 'p1' as PaymentId, status: 'authorised', right: true } },
  { minutes: 0, what: 'the winner is captured' },
];
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** How payments says each refund stands; final words stay. */
type Refunds = Map<RefundId, RefundNews['status']>;

/** News of a payment that may come now, or null. */
function newsOf({ order }: OrderInHand, { what }: Step, refunds: Refunds): PaymentNews | null {
  const told = order.refunds.map(({ refundId }) => ({
    refundId,
    status: refunds.get(refundId) ?? 'pending',
  }));
  if (what === 'the winner is captured' && order.status === 'paying')
    return { ...order, amount: order.total, status: 'captured', refunds: [] };
  if (typeof what === 'string') return null;
  if ('paymentId' in what) {
    const amount = what.right ? order.total : euros(order.total.amount + 1);
    return { ...what, amount, refunds: told };
  }
  if ('percent' in what) return null;
  const { refundId } = order.refunds[what.nth] ?? {};
  if (refundId === undefined || order.status !== 'complete') return null;
  refunds.set(refundId, refunds.get(refundId) ?? what.ended);
  const status = (id: RefundId) => refunds.get(id) ?? 'pending';
  const all = told.map((one) => ({ ...one, status: status(one.refundId) }));
  return { ...order, amount: order.total, status: 'refunding', refunds: all };
}

function asOne(order: Order, asked: AskedRefund): Transition | null {
  return asked.kind === 'asked' ? transition(order, [asked.step]) : null;
}

/** An operator asks for a part, or for all that is left. */
function askOf(order: Order, { what }: Step, { now, refundId }: Moment): RefundAsk | null {
  if (typeof what === 'string' || !('percent' in what)) return null;
  const { percent, tickets } = what;
  const part = euros(Math.ceil((order.total.amount * percent) / 100));
  const amount = percent > 100 ? null : part;
  return { refundId, amount, tickets, reason: 'goodwill', askedAt: now };
}

/** What the service would do now without hearing of a payment; null for nothing. */
function next(hand: OrderInHand, drawn: Step, moment: Moment): Transition | null {
  const { order } = hand;
  const { what } = drawn;
  const { now, refundId } = moment;
  if (what === 'closing job') return refundCancelled(hand, { now, refundId });
  if (what === 'asked again') {
    let nth = 0;
    const asked = askAgain(order, now, () => `${refundId}.${nth++}` as RefundId);
    const steps = asked.flatMap((one) => (one.kind === 'asked' ? one.step : []));
    expect(steps).toHaveLength(asked.length);
    return steps.length === 0 ? null : transition(order, steps);
  }
  const ask = askOf(order, drawn, moment);
  if (ask !== null) return asOne(order, askRefund(order, ask));
  if (order.status !== 'awaiting_payment') return null;
  const isOver = order.expiresAt <= now;
  if (what === 'buyer cancels' && !isOver) return cancel({ ...hand, order });
  return what === 'sweeper' && isOver ? expire({ ...hand, order }) : null;
}

const amountOf = (order: Order, ...statuses: OrderRefund['status'][]) =>
  order.refunds
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, { amount }) => sum + amount.amount, 0);

function expectAgreement({ order, tickets }: OrderInHand) {
  const mine = tickets.filter((ticket) => 'orderId' in ticket && ticket.orderId === order.orderId);
  expect(mine).toHaveLength(isActive(order) ? order.items.length : 0);
  for (const ticket of mine) {
    expect(ticket.status).toBe(order.status === 'complete' ? 'sold' : 'held');
    if (ticket.status === 'held')
      expect(ticket.holdEndsAt).toEqual(order.status === 'paying' ? null : order.expiresAt);
  }
  const back = amountOf(order, 'succeeded');
  expect(back + amountOf(order, 'asked')).toBeLessThanOrEqual(order.total.amount);
  const unasked = failedRefunds(order).reduce((sum, one) => sum + unaskedOf(one), 0);
  expect(unasked).toBeLessThanOrEqual(leftToRefund(order).amount);
  expect(order.status === 'refunded').toBe(back === order.total.amount);
  if (order.refunds.length > 0) expect(['complete', 'refunded']).toContain(order.status);
}

/** Where an order may be once it was there. */
const afterEnding: Partial<Record<Order['status'], readonly Order['status'][]>> = {
  cancelled: ['cancelled'],
  expired: ['expired'],
  complete: ['complete', 'refunded'],
  refunded: ['refunded'],
};

function expectSound(hand: OrderInHand, { before, after, steps, tickets }: Transition) {
  const versions = steps.map((made) => made.after.version);
  expect(versions).toEqual(versions.map((_, index) => before.version + index + 1));
  expect(after).toBe(steps.at(-1)?.after);
  for (const { before: old, after: ticket, steps: told } of tickets) {
    expect(ticket.version).toBe(old.version + told.length);
    if (hand.event.status === 'cancelled') expect(ticket.status).not.toBe('available');
  }
  expect(afterEnding[before.status] ?? [after.status]).toContain(after.status);
}

describe('any history of an order', () => {
  it('keeps order, inventory and refunds agreed, versions consecutive, one winner, endings final', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.array(step, { maxLength: 16, size: 'max' }),
        (count, isSold, drawnSteps) => {
          const steps = isSold ? [...aSale, ...drawnSteps] : drawnSteps;
          let hand = aHand(count);
          let nowMs = startMs;
          const winners = new Set<PaymentId>();
          const refunds: Refunds = new Map();
          const asks: RefundAsk[] = [];
          for (const [index, drawn] of steps.entries()) {
            nowMs += drawn.minutes * 60_000;
            const moment = { now: new Date(nowMs), refundId: `r${index}` as RefundId };
            if (drawn.what === 'Event is cancelled')
              hand = { ...hand, event: { ...hand.event, status: 'cancelled' } };
            const news = newsOf(hand, drawn, refunds);
            const made = news === null ? next(hand, drawn, moment) : settle(hand, news, moment);
            if (made === null) continue;
            expectSound(hand, made);
            const { before, after } = made;
            for (const { fact, after: at } of made.steps) {
              reached.add(fact);
              if (fact !== 'OrderPaymentAccepted' || !('paymentId' in at)) continue;
              if (at.paymentId !== undefined) winners.add(at.paymentId);
              expect(before.status).toBe('awaiting_payment');
              expect(moment.now < expiresAt).toBe(true);
            }
            reached.add(after.status);
            const ask = news === null ? askOf(before, drawn, moment) : null;
            if (ask !== null) asks.push(ask);
            hand = handAfter(hand, made);
            expectAgreement(hand);
            if (news === null) continue;
            const isTaken = news.status === 'captured' || news.status === 'refunding';
            if (isTaken && after.status === 'complete' && hand.event.status === 'cancelled')
              expect(owedByCancellation(after).amount).toBe(0);
            // Brought again, in a later moment, it changes nothing.
            const later = { now: new Date(nowMs + 60_000), refundId: 'again' as RefundId };
            expect(settle(hand, news, later)).toBeNull();
          }
          // However it ended: asked again as it was asked first, it is known, and as another not.
          for (const ask of asks) {
            const recorded = hand.order.refunds.find((one) => one.refundId === ask.refundId);
            if (recorded === undefined) throw new Error('A refund was asked for and is not there');
            expect(isRepeated(hand.order, recorded, ask)).toBe(true);
            const more = { ...ask, amount: euros(recorded.amount.amount + 1) };
            expect(isRepeated(hand.order, recorded, more)).toBe(false);
          }
          expect(winners.size).toBeLessThanOrEqual(1);
          expect(new Set(hand.order.rejectedPaymentIds).size).toBe(
            hand.order.rejectedPaymentIds.length,
          );
        },
      ),
      { numRuns: 1_500 },
    );
    // A property that never got there would have proven nothing.
    for (const fact of ['OrderRefundAsked', 'OrderRefunded', 'OrderRefundFailed', 'refunded'])
      expect(reached).toContain(fact);
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
