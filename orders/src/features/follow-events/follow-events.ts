import type { EventDomainEvent } from '@marquee/common/contracts/event';
import type { Session } from '@marquee/common/mongo';
import type { SalesEventRepository } from '../../data/sales-event.repository.js';

/** Keeps what orders must know of Events. A cancelled one is closed by the job `close-events`. */
export async function followEvents(
  events: SalesEventRepository,
  session: Session,
  news: readonly EventDomainEvent[],
): Promise<void> {
  await events.save(
    session,
    news.map(({ data }) => ({
      eventId: data.eventId,
      organiserId: data.organiserId,
      startsAt: new Date(data.startsAt),
      status: data.status,
    })),
  );
}
