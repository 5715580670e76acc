import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { TicketState } from '@marquee/common/contracts/ticket';
import type { UserState } from '@marquee/common/contracts/user';
import type { Ledger } from './ledger.js';

/** The ledger as somebody reads it who wants to know whether one thing happened. */
export interface LedgerView {
  /** Whether a domain event of this type was committed for the aggregate. */
  hasEvent(aggregateId: string, type: string): boolean;
  isRowListed(eventId: string, row: string): boolean;
  isPriceAsked(ticketId: string, minorUnits: number): boolean;
  isUser(email: string): boolean;
  /** Whether the order agreed to this refund. */
  isRefundOf(orderId: string, refundId: string): boolean;
  /** Whether the order has a payment; with an id, this one. */
  hasPaymentOf(orderId: string, paymentId: string | null): boolean;
}

export function viewLedger({ outbox, payments, orders }: Ledger): LedgerView {
  const byAggregate = new Map<string, DomainEvent[]>();
  const rows = new Set<string>();
  const emails = new Set<string>();
  for (const { event } of outbox) {
    byAggregate.set(event.aggregateId, [...(byAggregate.get(event.aggregateId) ?? []), event]);
    if (event.aggregateType === 'user') emails.add((event.data as UserState).email);
    if (event.aggregateType !== 'ticket') continue;
    const { eventId, row } = event.data as TicketState;
    rows.add(`${eventId} ${row}`);
  }
  const refunds = new Set(
    orders.flatMap((order) => order.refunds.map((refund) => `${order.id} ${refund.id}`)),
  );
  const eventsOf = (aggregateId: string) => byAggregate.get(aggregateId) ?? [];
  const paymentIds = new Map<string, string[]>();
  for (const { id, orderId } of payments)
    paymentIds.set(orderId, [...(paymentIds.get(orderId) ?? []), id]);

  return {
    hasEvent: (aggregateId, type) => eventsOf(aggregateId).some((event) => event.type === type),
    isRowListed: (eventId, row) => rows.has(`${eventId} ${row}`),
    isPriceAsked: (ticketId, minorUnits) =>
      eventsOf(ticketId)
        .filter((event) => event.type === 'PriceAsked')
        .some((event) => (event.data as TicketState).askingPrice.amount === minorUnits),
    isUser: (email) => emails.has(email),
    isRefundOf: (orderId, refundId) => refunds.has(`${orderId} ${refundId}`),
    hasPaymentOf(orderId, paymentId) {
      const found = paymentIds.get(orderId) ?? [];
      return paymentId === null ? found.length > 0 : found.includes(paymentId);
    },
  };
}
