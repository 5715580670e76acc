import type { EventDomainEvent } from '@marquee/common/contracts/event';
import type { ClientSession } from 'mongoose';
import type { SalesEventRepository } from '../../data/sales-event.repository.js';

/** Keeps what orders must know of Events. A cancelled one is closed by the job `close-events`. */
export async function followEvents(
  events: SalesEventRepository,
  session: ClientSession,
  news: readonly EventDomainEvent[],
): Promise<void> {
  await events.save(
    session,
    news.map(({ data }) => ({
      eventId: data.eventId,
      startsAt: new Date(data.startsAt),
      status: data.status,
    })),
  );
}
