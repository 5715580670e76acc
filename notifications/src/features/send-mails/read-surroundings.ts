import type { EventId, OrderId } from '@marquee/common/ids';
import type { EventRepository, KnownEvent } from '../../data/event.repository.js';
import type { MailRow } from '../../data/mail.model.js';
import type { OrderRepository } from '../../data/order.repository.js';
import type { UserRepository } from '../../data/user.repository.js';
import type { Recipient } from '../../domain/facts.js';
import { type News, orderIdOf } from '../../domain/news.js';

export interface ReadSurroundingsDependencies {
  readonly users: UserRepository;
  readonly orders: OrderRepository;
  readonly events: EventRepository;
}

export interface Known {
  readonly recipient: Recipient | null;
  readonly event: KnownEvent | null;
}

/** Whom each mail goes to and which Event it is about, in three statements for all of them. */
export async function readSurroundings(
  { users, orders, events }: ReadSurroundingsDependencies,
  mails: readonly MailRow[],
): Promise<(mail: MailRow) => Known> {
  const people = await users.find(unique(mails.map((mail) => mail.recipientId)));
  const unnamed = mails.flatMap(({ news }) =>
    eventIdIn(news) === null ? (orderIdOf(news) ?? []) : [],
  );
  const known = await orders.find(unique<OrderId>(unnamed));
  const eventIdOf = ({ news }: MailRow): EventId | null =>
    eventIdIn(news) ?? known.get(orderIdOf(news) ?? '')?.eventId ?? null;
  const found = await events.find(unique<EventId>(mails.flatMap((mail) => eventIdOf(mail) ?? [])));
  return (mail) => ({
    recipient: people.get(mail.recipientId) ?? null,
    event: found.get(eventIdOf(mail) ?? '') ?? null,
  });
}

/** The Event that the news name themselves; those of a payment know only their order. */
function eventIdIn(news: News): EventId | null {
  if ('order' in news) return news.order.eventId;
  return 'eventId' in news ? news.eventId : null;
}

function unique<Id>(ids: readonly Id[]): readonly Id[] {
  return [...new Set(ids)];
}
