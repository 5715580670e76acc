import { newId, type RefundId } from '@marquee/common/ids';
import { aRefund } from '../../test/sales.js';
import { aTicket, euros } from '../../test/tickets.js';
import type { OrderRefund, PaidOrder } from './order.js';
import type { OrderInHand } from './order-in-hand.js';
import { type AskedRefund, askAgain, askRefund, endRefund, owedByCancellation } from './refund.js';
import { refundCancelled, settleRefunds } from './settle-refunds.js';

/** A complete order of 100 €, of which these refunds were asked for. */
function anOrder(...refunds: OrderRefund[]): PaidOrder {
  const { ticketId, sellerId, eventId, section, row, seat } = aTicket();
  const total = euros(10_000);
  const at = new Date('2027-01-05T20:00:00Z');
  return {
    ...{ orderId: newId(), buyerId: newId(), eventId, paymentId: newId(), total },
    items: [{ ticketId, sellerId, section, row, seat, price: total }],
    ...{ status: 'complete', placedAt: at, expiresAt: at, rejectedPaymentIds: [], version: 3 },
    refunds,
  };
}

const cancelled = (order: PaidOrder): OrderInHand => ({
  ...{ order, tickets: [] },
  event: { eventId: order.eventId, startsAt: order.placedAt, status: 'cancelled' },
});

test('a part given back after the refund of a cancelled Event failed: nothing more is owed', () => {
  const order = anOrder(
    aRefund({ amount: euros(10_000), reason: 'event_cancelled', status: 'failed' }),
    aRefund({ amount: euros(7_000), reason: 'requested_by_customer', status: 'succeeded' }),
  );
  expect(owedByCancellation(order)).toEqual(euros(0));
  const moment = { now: order.placedAt, refundId: newId<RefundId>() };
  expect(refundCancelled(cancelled(order), moment)).toBeNull();
});

const handAsk = (amount: number) => aRefund({ amount: euros(amount) });
const agreed = (asked: AskedRefund): PaidOrder => {
  if (asked.kind === 'refused') throw new Error(asked.why);
  return asked.step.after;
};
/** The newest refund ends so. */
function ended(order: PaidOrder, status: 'succeeded' | 'failed'): PaidOrder {
  const newest = order.refunds.at(-1);
  const step = newest === undefined ? null : endRefund(order, newest.refundId, status);
  if (step === null) throw new Error('Nothing ended');
  return step.after;
}
const failing = (order: PaidOrder, amount: number) =>
  ended(agreed(askRefund(order, handAsk(amount))), 'failed');

/** What `retry` asks for, refund by refund. */
const retried = (order: PaidOrder): number[] =>
  askAgain(order, order.placedAt, newId<RefundId>).map((asked) => {
    const newest = agreed(asked).refunds.at(-1);
    if (newest === undefined) throw new Error('Nothing was asked for');
    return newest.amount.amount;
  });

describe('what failed is asked for again only as far as nobody has asked for it since', () => {
  it('the same amount was asked for by hand, and came: nothing is left to retry', () => {
    const byHand = agreed(askRefund(failing(anOrder(), 500), handAsk(500)));
    expect(byHand.refunds[0]?.replacedBy).toBe(byHand.refunds[1]?.refundId);
    expect(retried(ended(byHand, 'succeeded'))).toEqual([]);
  });

  it('a part of it was asked for by hand: the rest is, and its row says so', () => {
    const part = agreed(askRefund(failing(anOrder(), 6_000), handAsk(2_000)));
    const [first, second] = part.refunds;
    expect(first).toMatchObject({ amount: euros(6_000), replacedBy: second?.refundId });
    expect(first?.rest).toEqual(euros(4_000));
    expect(retried(ended(part, 'succeeded'))).toEqual([4_000]);
    const whole = agreed(askRefund(part, handAsk(4_000)));
    expect(whole.refunds[0]).toMatchObject({ replacedBy: whole.refunds[2]?.refundId });
    expect(whole.refunds[0]).not.toHaveProperty('rest');
    expect(retried(whole)).toEqual([]);
  });

  it('asked for by hand it failed once more: it is asked for once', () => {
    expect(retried(failing(failing(anOrder(), 6_000), 6_000))).toEqual([6_000]);
    expect(retried(failing(failing(anOrder(), 10_000), 4_000))).toEqual([6_000, 4_000]);
  });

  it('more was asked for than the oldest: the next ones follow in their order', () => {
    const two = [3_000, 4_000].map((amount) =>
      aRefund({ amount: euros(amount), status: 'failed' }),
    );
    const order = agreed(askRefund(anOrder(...two), handAsk(5_000)));
    expect(order.refunds.map(({ rest }) => rest?.amount)).toEqual([undefined, 2_000, undefined]);
    expect(retried(order)).toEqual([2_000]);
  });

  it('what a cancelled Event asks for by itself is not what a person has to look at first', () => {
    const order = anOrder(
      aRefund({ amount: euros(6_000), reason: 'event_cancelled', status: 'failed' }),
      handAsk(4_000),
    );
    const news = order.refunds.map(({ refundId }) => ({ refundId, status: 'failed' as const }));
    const moment = { now: order.placedAt, refundId: newId<RefundId>() };
    const failed = settleRefunds({ ...cancelled(order), order }, news, moment)?.after;
    const asked = refundCancelled(cancelled(failed as PaidOrder), moment)?.after as PaidOrder;
    expect(asked.refunds.at(-1)).toMatchObject({ amount: euros(4_000), status: 'asked' });
    expect(owedByCancellation(asked)).toEqual(euros(0));
    expect(retried(asked)).toEqual([6_000]);
  });

  it('on old rows a part that failed does not know the whole that did: the whole is asked for', () => {
    const failed = [10_000, 4_000].map((amount) =>
      aRefund({ amount: euros(amount), status: 'failed' }),
    );
    expect(retried(anOrder(...failed))).toEqual([10_000]);
  });
});
