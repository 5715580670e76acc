import {
  type OrderDomainEvent,
  type OrderState,
  orderState,
} from '@marquee/common/contracts/order';
import type { EventId } from '@marquee/common/ids';
import type { Session } from '@marquee/common/mongo';
import type { EventRepository, KnownEvent } from '../../data/event.repository.js';
import type { MailRepository } from '../../data/mail.repository.js';
import type { KnownOrder, OrderRepository } from '../../data/order.repository.js';
import type { OrderFacts } from '../../domain/facts.js';
import { cancellationMail } from '../../domain/holder-mail.js';
import { mailIdOf, type NewMail } from '../../domain/mail.js';
import type { News } from '../../domain/news.js';

export interface FollowOrdersDependencies {
  readonly orders: OrderRepository;
  readonly events: EventRepository;
  readonly mails: MailRepository;
}

/**
 * Keeps who holds tickets for what, and tells buyers what became of their orders. Whoever holds
 * tickets for a cancelled Event only now hears of it here: those before them hear it from
 * `tell-holders`.
 */
export function followOrders({ orders, events, mails }: FollowOrdersDependencies) {
  return async (session: Session, happened: readonly OrderDomainEvent[]): Promise<void> => {
    const steps = happened.map((step) => ({ ...step, data: orderState.parse(step.data) }));
    await orders.save(session, steps.map(known));
    const completed = steps.filter((step) => step.type === 'OrderCompleted');
    const cancelled = await cancelledAmong(session, completed);
    const late = completed.flatMap(({ data, occurredAt }) => {
      const event = cancelled.get(data.eventId);
      if (event === undefined) return [];
      const order = { id: data.orderId, buyerId: data.buyerId, total: data.total };
      return cancellationMail(order, { ...event, occurredAt: new Date(occurredAt) });
    });
    await mails.queue(session, [...steps.flatMap(mailsOf), ...late]);
  };

  async function cancelledAmong(
    session: Session,
    completed: readonly { readonly data: OrderState }[],
  ): Promise<ReadonlyMap<string, KnownEvent>> {
    if (completed.length === 0) return new Map();
    const ids: EventId[] = completed.map((step) => step.data.eventId);
    await events.touch(session, ids);
    const found = await events.find(ids, session);
    return new Map([...found].filter(([, event]) => event.isCancelled));
  }
}

function known({ data, occurredAt }: OrderDomainEvent): KnownOrder {
  const { orderId: id, buyerId, eventId, total, status } = data;
  const facts = { id, buyerId, eventId, total, status };
  return status === 'refunded' ? { ...facts, refundedAt: new Date(occurredAt) } : facts;
}

function mailsOf(step: OrderDomainEvent): NewMail[] {
  const news = newsOf(step);
  if (news === null) return [];
  const { buyerId, orderId } = step.data;
  const id = mailIdOf(news.kind, orderId, step.aggregateVersion);
  return [{ id, recipientId: buyerId, news, occurredAt: new Date(step.occurredAt) }];
}

/** What else can happen to an order is its buyer's own doing, or told by its payment. */
function newsOf({ type, data }: OrderDomainEvent): News | null {
  const order = factsOf(data);
  switch (type) {
    case 'OrderPlaced':
      return { kind: 'order_placed', order };
    case 'OrderCompleted':
      return { kind: 'order_complete', order };
    case 'OrderExpired':
      return { kind: 'hold_ended', order };
    case 'OrderPaymentAccepted':
    case 'OrderPaymentRejected':
    case 'OrderCancelled':
    case 'OrderRefundAsked':
    case 'OrderRefunded':
    case 'OrderRefundFailed':
      return null;
  }
}

function factsOf({ orderId, eventId, items, total, expiresAt }: OrderState): OrderFacts {
  return {
    ...{ orderId, eventId, total, expiresAt: new Date(expiresAt) },
    items: items.map(({ section, row, seat, price }) => ({ section, row, seat, price })),
  };
}
