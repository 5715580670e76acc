import {
  type EventId,
  newId,
  type OrderId,
  type PaymentId,
  type RefundId,
  type TicketId,
} from '@marquee/common/ids';
import { fromInventory, fromOrder } from '../src/data/records.js';
import type { SoldTicket } from '../src/domain/inventory.js';
import type { OrderRefund, PaidOrder } from '../src/domain/order.js';
import { aTicket, euros } from './tickets.js';
import type { World } from './world.js';

/** A refund of 43 € that was asked for; change what the test is about. */
export function aRefund(changes: Partial<OrderRefund> = {}): OrderRefund {
  return {
    refundId: newId<RefundId>(),
    ...{ amount: euros(4300), reason: 'goodwill', tickets: 'release', status: 'asked' },
    askedAt: new Date('2027-02-01T09:30:00.000Z'),
    ...changes,
  };
}

/** Complete orders of one ticket, 43 €, each; written without the way there. */
export async function soldOrders(
  world: World,
  eventId: EventId,
  orders: readonly Partial<PaidOrder>[],
): Promise<(PaidOrder & { readonly ticketId: TicketId })[]> {
  const rows = orders.map((changes, index) => aSale(eventId, index, changes));
  await world.models.raw.inventory.insertMany(rows.map(({ ticket }) => fromInventory(ticket)));
  await world.models.raw.orders.insertMany(rows.map(({ order }) => fromOrder(order, null)));
  return rows.map(({ order, ticket }) => ({ ...order, ticketId: ticket.ticketId }));
}

function aSale(eventId: EventId, index: number, changes: Partial<PaidOrder>) {
  const orderId = newId<OrderId>();
  const { status: _, ...free } = aTicket({ eventId, seat: String(index), version: 3 });
  const ticket: SoldTicket = { ...free, status: 'sold', orderId };
  const { ticketId, sellerId, section, row, seat, price } = ticket;
  const order: PaidOrder = {
    ...{ orderId, eventId, buyerId: newId(), status: 'complete', paymentId: newId<PaymentId>() },
    items: [{ ticketId, sellerId, section, row, seat, price }],
    ...{ total: price, placedAt: new Date('2027-01-01'), expiresAt: new Date('2027-01-02') },
    ...{ rejectedPaymentIds: [], refunds: [], version: 3 },
    ...changes,
  };
  return { order, ticket };
}
