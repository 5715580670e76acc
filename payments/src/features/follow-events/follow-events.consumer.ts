import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { eventState } from '@marquee/common/contracts/event';
import type { Session } from '@marquee/common/mongo';
import type { EventRepository } from '../../data/event.repository.js';

/** Keeps the replica of Events: a sale is paid out when its Event has taken place. */
export function followEvents({ events: replica }: { readonly events: EventRepository }) {
  return async (session: Session, events: readonly DomainEvent[]): Promise<void> => {
    await replica.save(
      session,
      events.map(({ data, aggregateVersion: version }) => {
        const { eventId: _id, organiserId, endsAt, status } = eventState.parse(data);
        return { _id, organiserId, endsAt: new Date(endsAt), status, version };
      }),
    );
  };
}
