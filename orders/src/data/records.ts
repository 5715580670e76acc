import type { EventId, OrderId, PaymentId, TicketId, UserId } from '@marquee/common/ids';
import type { Inventory } from '../domain/inventory.js';
import { isActive, type Order, type OrderItem } from '../domain/order.js';
import type { Idempotency } from '../domain/request.js';
import { idempotencyId } from '../domain/request.js';
import type { SalesEvent } from '../domain/sales-event.js';
import type { InventoryRecord } from './inventory.model.js';
import type { OrderItemRecord, OrderRecord } from './order.model.js';
import type { SalesEventRecord } from './sales-event.model.js';

export function toInventory(record: InventoryRecord): Inventory {
  const { price, askingPrice, section, row, seat, withdrawalAsked, version } = record;
  const facts = {
    ticketId: record._id as TicketId,
    eventId: record.eventId as EventId,
    sellerId: record.sellerId as UserId,
    ...{ section, row, seat, price, askingPrice, withdrawalAsked, version },
  };
  const orderId = record.orderId as OrderId;
  switch (record.status) {
    case 'available':
      return { ...facts, status: 'available' };
    case 'withdrawn':
      return { ...facts, status: 'withdrawn', ...(record.refunded ? { refunded: true } : {}) };
    case 'held':
      return { ...facts, status: 'held', orderId, holdEndsAt: record.holdEndsAt ?? null };
    case 'sold':
      return { ...facts, status: 'sold', orderId };
  }
}

/** The update that makes a stored ticket `after`; facts of its listing never change. */
export function inventoryUpdate(after: Inventory) {
  const { price, askingPrice, withdrawalAsked, status, version } = after;
  const orderId = 'orderId' in after ? after.orderId : undefined;
  const holdEndsAt = after.status === 'held' ? after.holdEndsAt : null;
  return {
    $set: {
      ...{ price, askingPrice, withdrawalAsked, status, version },
      ...('refunded' in after && after.refunded ? { refunded: true as const } : {}),
      ...(orderId === undefined ? {} : { orderId }),
      ...(holdEndsAt === null ? {} : { holdEndsAt }),
    },
    $unset: {
      ...(orderId === undefined ? { orderId: 1 as const } : {}),
      ...(holdEndsAt === null ? { holdEndsAt: 1 as const } : {}),
    },
  };
}

export function fromInventory(ticket: Inventory): InventoryRecord {
  const { ticketId, eventId, sellerId, section, row, seat } = ticket;
  const { $set } = inventoryUpdate(ticket);
  return { _id: ticketId, eventId, sellerId, section, row, seat, ...$set };
}

export function toOrder(record: OrderRecord): Order {
  const { total, placedAt, expiresAt, version, status } = record;
  const facts = {
    orderId: record._id as OrderId,
    buyerId: record.buyerId as UserId,
    eventId: record.eventId as EventId,
    items: record.items.map(toItem),
    rejectedPaymentIds: record.rejectedPaymentIds as PaymentId[],
    refunds: record.refunds ?? [],
    ...{ total, placedAt, expiresAt, version },
  };
  const paymentId = record.paymentId as PaymentId | undefined;
  if (status === 'awaiting_payment') return { ...facts, status };
  if (status === 'cancelled' || status === 'expired')
    return { ...facts, status, ...(paymentId === undefined ? {} : { paymentId }) };
  if (paymentId === undefined)
    throw new Error(`Order ${record._id} is ${status} without a payment`);
  return { ...facts, status, paymentId };
}

function toItem(item: OrderItemRecord): OrderItem {
  return { ...item, ticketId: item.ticketId as TicketId, sellerId: item.sellerId as UserId };
}

export function fromOrder(order: Order, idempotency: Idempotency | null): OrderRecord {
  const { orderId, items, rejectedPaymentIds, refunds, ...rest } = order;
  return {
    _id: orderId,
    ...rest,
    items: items.map((item) => ({ ...item })),
    rejectedPaymentIds: [...rejectedPaymentIds],
    ...(refunds.length === 0 ? {} : { refunds: [...refunds] }),
    ...(isActive(order) ? { active: true as const } : {}),
    ...(idempotency === null
      ? {}
      : { idempotency: { id: idempotencyId(order.buyerId, idempotency.key), ...idempotency } }),
  };
}

export function orderUpdate(after: Order) {
  const { status, version, rejectedPaymentIds, refunds } = after;
  const paymentId = 'paymentId' in after ? after.paymentId : undefined;
  return {
    $set: {
      ...{ status, version, rejectedPaymentIds: [...rejectedPaymentIds] },
      ...(refunds.length === 0 ? {} : { refunds: [...refunds] }),
      ...(paymentId === undefined ? {} : { paymentId }),
    },
    ...(isActive(after) ? {} : { $unset: { active: 1 as const } }),
  };
}

export function toSalesEvent(record: SalesEventRecord): SalesEvent {
  return { eventId: record._id as EventId, startsAt: record.startsAt, status: record.status };
}
