import type { DomainEvent, DomainEventContract } from '@marquee/common/contracts/domain-event';
import * as events from '@marquee/common/contracts/event';
import * as orders from '@marquee/common/contracts/order';
import * as payments from '@marquee/common/contracts/payment';
import * as users from '@marquee/common/contracts/user';
import { newId, type PaymentId, type RefundId } from '@marquee/common/ids';

/** A domain event of an aggregate, with an id of its own. */
function said<Data>(
  contract: DomainEventContract<string, Data>,
  aggregateId: string,
  aggregateVersion: number,
  data: Data,
  occurredAt = new Date(),
): DomainEvent {
  const id = newId<DomainEvent['id']>();
  const { type, schemaVersion, aggregateType } = contract;
  return {
    ...{ id, type, schemaVersion, aggregateType, aggregateId, aggregateVersion, data },
    ...{ occurredAt: occurredAt.toISOString(), correlationId: id, causationId: id },
  };
}

/** One buyer, one Event, one order, one payment: what may happen to them. */
export interface Story {
  readonly user: users.UserState;
  readonly event: events.EventState;
  readonly order: orders.OrderState;
  readonly payment: payments.PaymentState;
  registered(occurredAt?: Date): DomainEvent;
  published(occurredAt?: Date): DomainEvent;
  changed(version: number, changes: Partial<events.EventState>): DomainEvent;
  cancelled(version: number, occurredAt?: Date): DomainEvent;
  placed(occurredAt?: Date): DomainEvent;
  accepted(version?: number): DomainEvent;
  completed(version?: number, occurredAt?: Date): DomainEvent;
  expired(version?: number): DomainEvent;
  rejected(version: number): DomainEvent;
  orderCancelled(version: number): DomainEvent;
  orderRefunded(version: number, occurredAt?: Date): DomainEvent;
  authorised(): DomainEvent;
  captured(version: number): DomainEvent;
  released(version: number, reason: string): DomainEvent;
  failed(version: number, reason: string): DomainEvent;
  /** Parts in minor units that went back so far; all of it by default. */
  refunded(version: number, ...parts: number[]): DomainEvent;
}

export interface StoryChanges {
  readonly user?: Partial<users.UserState>;
  readonly event?: Partial<events.EventState>;
  readonly order?: Partial<orders.OrderState>;
  readonly payment?: Partial<payments.PaymentState>;
}

export function aStory(changes: StoryChanges = {}): Story {
  const userId = newId<users.UserState['userId']>();
  const email = `${userId}@example.com`;
  const user = { ...users.userExample, userId, email, ...changes.user };
  const eventId = newId<events.EventState['eventId']>();
  const event = { ...events.eventExample, eventId, ...changes.event };
  const orderId = newId<orders.OrderState['orderId']>();
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  const about = { buyerId: user.userId, eventId: event.eventId, expiresAt };
  const order = { ...orders.orderExample, orderId, ...about, ...changes.order };
  const paymentId = newId<PaymentId>();
  const paid = { paymentId, orderId: order.orderId, buyerId: user.userId };
  const payment = { ...payments.paymentExample, ...paid, ...changes.payment };

  const ofEvent = (
    contract: DomainEventContract<string, events.EventState>,
    version: number,
    state: Partial<events.EventState>,
    at?: Date,
  ) => said(contract, event.eventId, version, { ...event, ...state }, at);
  const ofOrder = (
    contract: DomainEventContract<string, orders.OrderState>,
    version: number,
    status: orders.OrderStatus,
    at?: Date,
  ) => said(contract, order.orderId, version, { ...order, status }, at);
  const ofPayment = (
    contract: DomainEventContract<string, payments.PaymentState>,
    version: number,
    state: Partial<payments.PaymentState>,
  ) => said(contract, payment.paymentId, version, { ...payment, ...state });

  const refundIds = [newId<RefundId>(), newId<RefundId>()];
  const refundedState = (parts: readonly number[]) => ({
    status: parts.length === 0 ? ('refunded' as const) : ('captured' as const),
    refunds: refundIds.slice(0, Math.max(parts.length, 1)).map((refundId, index) => ({
      refundId,
      amount: { ...payment.amount, amount: parts[index] ?? payment.amount.amount },
      status: 'succeeded' as const,
    })),
  });

  return {
    ...{ user, event, order, payment },
    registered: (at) => said(users.userRegistered, user.userId, 1, user, at),
    published: (at) => ofEvent(events.eventPublished, 1, {}, at),
    changed: (version, state) => ofEvent(events.eventChanged, version, state),
    cancelled: (version, at) =>
      ofEvent(events.eventCancelled, version, { status: 'cancelled' }, at),
    placed: (at) => ofOrder(orders.orderPlaced, 1, 'awaiting_payment', at),
    accepted: (version = 2) => ofOrder(orders.orderPaymentAccepted, version, 'paying'),
    completed: (version = 3, at) => ofOrder(orders.orderCompleted, version, 'complete', at),
    expired: (version = 2) => ofOrder(orders.orderExpired, version, 'expired'),
    rejected: (version) => ofOrder(orders.orderPaymentRejected, version, 'expired'),
    orderCancelled: (version) => ofOrder(orders.orderCancelled, version, 'cancelled'),
    orderRefunded: (version, at) => ofOrder(orders.orderRefunded, version, 'refunded', at),
    authorised: () => ofPayment(payments.paymentAuthorised, 1, {}),
    captured: (version) => ofPayment(payments.paymentCaptured, version, { status: 'captured' }),
    released: (version, reason) =>
      ofPayment(payments.paymentReleased, version, { status: 'released', reason }),
    failed: (version, reason) =>
      ofPayment(payments.paymentFailed, version, { status: 'failed', reason }),
    refunded: (version, ...parts) =>
      ofPayment(payments.paymentRefunded, version, refundedState(parts)),
  };
}
