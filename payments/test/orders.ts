import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { EventDomainEvent, EventState } from '@marquee/common/contracts/event';
import { eventExample } from '@marquee/common/contracts/event';
import type { OrderDomainEvent, OrderState } from '@marquee/common/contracts/order';
import { contractOf } from '@marquee/common/contracts/registry';
import { newId, type UserId } from '@marquee/common/ids';

/** An order as orders announces it, waiting to be paid for a quarter of an hour. */
export function anOrder(buyerId: UserId, changes: Partial<OrderState> = {}): OrderState {
  const price = { amount: 4300, currency: 'EUR' } as const;
  const seat = { section: 'Stalls', row: 'B', seat: '12' };
  return {
    orderId: newId(),
    buyerId,
    eventId: newId(),
    items: [{ ticketId: newId(), sellerId: newId(), ...seat, price }],
    total: price,
    status: 'awaiting_payment',
    placedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 900_000).toISOString(),
    rejectedPaymentIds: [],
    refunds: [],
    ...changes,
  };
}

let version = 0;

/** What orders says; later calls have higher versions. */
export function orderEvent(type: OrderDomainEvent['type'], order: OrderState): DomainEvent {
  return domainEvent(type, 'order', order.orderId, order);
}

/** An Event as tickets announces it, over since the given number of hours. */
export function anEvent(eventId: EventState['eventId'], overSinceHours: number): EventState {
  const endsAt = new Date(Date.now() - overSinceHours * 3_600_000);
  const startsAt = new Date(endsAt.getTime() - 3 * 3_600_000);
  return {
    ...eventExample,
    eventId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  };
}

/** What tickets says. */
export function eventEvent(type: EventDomainEvent['type'], event: EventState): DomainEvent {
  return domainEvent(type, 'event', event.eventId, event);
}

function domainEvent<State>(
  type: string,
  aggregateType: 'order' | 'event',
  aggregateId: string,
  data: State,
): DomainEvent {
  contractOf(type).schema.parse(data);
  version += 1;
  const id = newId<DomainEvent['id']>();
  return {
    id,
    type,
    schemaVersion: 1,
    aggregateType,
    aggregateId,
    aggregateVersion: version,
    occurredAt: new Date().toISOString(),
    correlationId: id,
    causationId: id,
    data,
  };
}
