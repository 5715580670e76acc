import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import * as inventoryContracts from '@marquee/common/contracts/inventory';
import * as orderContracts from '@marquee/common/contracts/order';
import type { DomainEventDraft } from '@marquee/common/outbox';
import type { Inventory, InventoryFact, InventoryStep } from '../domain/inventory.js';
import type { Order, OrderFact, OrderStep } from '../domain/order.js';

/** Who caused a change: one trace through every domain event that follows from it. */
export interface Cause {
  readonly correlationId?: string;
  readonly causationId?: string;
}

/** What follows from a domain event belongs to its trace. */
export function causeOf(event: DomainEvent): Cause {
  return { correlationId: event.correlationId, causationId: event.id };
}

const inventoryContract = {
  TicketOpened: inventoryContracts.ticketOpened,
  TicketRepriced: inventoryContracts.ticketRepriced,
  TicketHeld: inventoryContracts.ticketHeld,
  TicketReleased: inventoryContracts.ticketReleased,
  TicketSold: inventoryContracts.ticketSold,
  TicketClosed: inventoryContracts.ticketClosed,
} as const satisfies Record<InventoryFact, unknown>;

const orderContract = {
  OrderPlaced: orderContracts.orderPlaced,
  OrderPaymentAccepted: orderContracts.orderPaymentAccepted,
  OrderPaymentRejected: orderContracts.orderPaymentRejected,
  OrderCompleted: orderContracts.orderCompleted,
  OrderCancelled: orderContracts.orderCancelled,
  OrderExpired: orderContracts.orderExpired,
  OrderRefundAsked: orderContracts.orderRefundAsked,
  OrderRefunded: orderContracts.orderRefunded,
  OrderRefundFailed: orderContracts.orderRefundFailed,
} as const satisfies Record<OrderFact, unknown>;

/** Public facts only: never who holds it, who sells it, what the seller asks. */
function publicFacts(ticket: Inventory): inventoryContracts.InventoryState {
  const { ticketId, eventId, section, row, seat, price, status } = ticket;
  const refunded = 'refunded' in ticket && ticket.refunded ? { refunded: true as const } : {};
  return { ticketId, eventId, section, row, seat, price, status, ...refunded };
}

function fullState(order: Order): orderContracts.OrderState {
  const { orderId, buyerId, eventId, total, status } = order;
  return {
    ...{ orderId, buyerId, eventId, total, status },
    items: order.items.map((item) => ({ ...item })),
    placedAt: order.placedAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    ...('paymentId' in order && order.paymentId !== undefined
      ? { paymentId: order.paymentId }
      : {}),
    rejectedPaymentIds: [...order.rejectedPaymentIds],
    refunds: order.refunds.map(({ refundId, amount, reason, status: stands, askedAt }) => ({
      ...{ refundId, amount, reason, status: stands },
      askedAt: askedAt.toISOString(),
    })),
  };
}

export function announceInventory(step: InventoryStep, cause: Cause): DomainEventDraft {
  return {
    contract: inventoryContract[step.fact],
    aggregateId: step.after.ticketId,
    aggregateVersion: step.after.version,
    data: publicFacts(step.after),
    ...cause,
  };
}

export function announceOrder(step: OrderStep, cause: Cause): DomainEventDraft {
  return {
    contract: orderContract[step.fact],
    aggregateId: step.after.orderId,
    aggregateVersion: step.after.version,
    data: fullState(step.after),
    ...cause,
  };
}
