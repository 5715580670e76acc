import { newId, type RefundId } from '@marquee/common/ids';
import { aRefund } from '../../test/sales.js';
import { aTicket, euros } from '../../test/tickets.js';
import type { OrderRefund, PaidOrder } from './order.js';
import type { OrderInHand } from './order-in-hand.js';
import { owedByCancellation } from './refund.js';
import { refundCancelled } from './settle-refunds.js';

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
