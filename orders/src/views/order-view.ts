import { type Order, type OrderRefund, statusAt } from '../domain/order.js';

/** An Order as its buyer sees it: sellers and rejected payments stay ours. */
export function viewOrder(order: Order, now: Date) {
  const { orderId, buyerId, eventId, total, expiresAt, placedAt, version } = order;
  const items = order.items.map(({ ticketId, section, row, seat, price }) => ({
    ...{ ticketId, section, row, seat, price },
  }));
  const paymentId = 'paymentId' in order ? order.paymentId : undefined;
  return {
    id: orderId,
    ...{ buyerId, eventId, items, total },
    status: statusAt(order, now),
    expiresAt: expiresAt.toISOString(),
    placedAt: placedAt.toISOString(),
    ...(paymentId === undefined ? {} : { paymentId }),
    ...(order.refunds.length === 0 ? {} : { refunds: order.refunds.map(viewRefund) }),
    version,
  };
}

function viewRefund({ amount, reason, status, askedAt }: OrderRefund) {
  return { amount, reason, status, askedAt: askedAt.toISOString() };
}
