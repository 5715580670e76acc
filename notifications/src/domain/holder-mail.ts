import type { EventId, OrderId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { EventFacts } from './facts.js';
import { mailIdOf, type NewMail } from './mail.js';

/** An order whose tickets are its buyer's. */
export interface HeldOrder {
  readonly id: OrderId;
  readonly buyerId: UserId;
  readonly total: Money;
}

/** A version of an Event that its holders are told. */
export interface EventNews extends EventFacts {
  readonly id: EventId;
  readonly version: number;
  readonly occurredAt: Date;
}

/** One mail for each order: somebody with two orders has two. */
export function cancellationMail(order: HeldOrder, event: EventNews): NewMail {
  const about = { orderId: order.id, eventId: event.id, event: factsOf(event) };
  return {
    id: mailIdOf('event_cancelled', order.id, event.version),
    recipientId: order.buyerId,
    news: { kind: 'event_cancelled', ...about, total: order.total },
    occurredAt: event.occurredAt,
  };
}

export function changeMail(order: HeldOrder, event: EventNews, before: EventFacts): NewMail {
  const about = { orderId: order.id, eventId: event.id, event: factsOf(event) };
  return {
    id: mailIdOf('event_changed', order.id, event.version),
    recipientId: order.buyerId,
    news: { kind: 'event_changed', ...about, before: factsOf(before) },
    occurredAt: event.occurredAt,
  };
}

/** Whether holders must know: when or where it takes place is another. */
export function isNewsToHolders(before: EventFacts, after: EventFacts): boolean {
  const [was, is] = [before.venue, after.venue];
  return (
    before.startsAt.getTime() !== after.startsAt.getTime() ||
    was.name !== is.name ||
    was.city !== is.city ||
    was.country !== is.country ||
    was.timeZone !== is.timeZone
  );
}

function factsOf({ title, venue, startsAt }: EventFacts): EventFacts {
  return { title, venue, startsAt };
}
