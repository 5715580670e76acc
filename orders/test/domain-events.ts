import { systemClock } from '@marquee/common/clock';
import type { DomainEvent, DomainEventContract } from '@marquee/common/contracts/domain-event';
import { type EventState, eventExample, eventPublished } from '@marquee/common/contracts/event';
import * as payment from '@marquee/common/contracts/payment';
import { type TicketState, ticketExample, ticketListed } from '@marquee/common/contracts/ticket';
import { type DomainEventId, newId, type PaymentId } from '@marquee/common/ids';

function event(
  contract: DomainEventContract,
  aggregateId: string,
  aggregateVersion: number,
  data: unknown,
): DomainEvent {
  const { type, schemaVersion, aggregateType } = contract;
  return {
    ...{ type, schemaVersion, aggregateType, aggregateId, aggregateVersion },
    id: newId<DomainEventId>(),
    occurredAt: systemClock.now().toISOString(),
    correlationId: 'correlation-of-the-test',
    causationId: 'cause-of-the-test',
    data: contract.schema.parse(data),
  };
}

/** Tickets tells about an Event. State consumers read the state, not the type. */
export function anEventNews(changes: Partial<EventState>, version = 1): DomainEvent {
  const data = { ...eventExample, eventId: newId(), startsAt: '2099-01-01T20:00:00.000Z' };
  const state = { ...data, ...changes };
  return event(eventPublished, state.eventId, version, state);
}

/** Tickets tells what the seller of a Ticket wishes. */
export function aTicketNews(changes: Partial<TicketState>, version = 1): DomainEvent {
  const state = { ...ticketExample, ticketId: newId(), sellerId: newId(), ...changes };
  return event(ticketListed, state.ticketId, version, state);
}

const paymentContract = {
  authorised: payment.paymentAuthorised,
  captured: payment.paymentCaptured,
  released: payment.paymentReleased,
  failed: payment.paymentFailed,
  refunding: payment.paymentRefundFailed,
  refunded: payment.paymentRefunded,
} as const satisfies Record<string, DomainEventContract>;

export interface PaymentNews {
  readonly paymentId: PaymentId;
  readonly orderId: string;
  readonly amount?: { readonly amount: number; readonly currency: string };
  readonly version?: number;
  readonly refunds?: readonly payment.PaymentRefund[];
}

/** Payments tells what became of a payment. */
export function aPaymentNews(
  status: keyof typeof paymentContract,
  { version = 1, ...changes }: PaymentNews,
): DomainEvent {
  const state = { ...payment.paymentExample, refunds: [], ...changes, status };
  return event(paymentContract[status], state.paymentId, version, state);
}
