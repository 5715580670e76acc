import { type EventDomainEvent, eventState } from '@marquee/common/contracts/event';
import type { Session } from '@marquee/common/mongo';
import type {
  AnnouncementRepository,
  NewAnnouncement,
} from '../../data/announcement.repository.js';
import type { EventRepository, KnownEvent } from '../../data/event.repository.js';
import type { EventFacts } from '../../domain/facts.js';
import { isNewsToHolders } from '../../domain/holder-mail.js';

export interface FollowEventsDependencies {
  readonly events: EventRepository;
  readonly announcements: AnnouncementRepository;
}

/**
 * Keeps what Events say of themselves. What their holders must know is written down as one row:
 * they may be thousands, and `tell-holders` writes to them in pieces.
 */
export function followEvents({ events, announcements }: FollowEventsDependencies) {
  return async (session: Session, happened: readonly EventDomainEvent[]): Promise<void> => {
    const ids = happened.map((step) => step.data.eventId);
    const known = new Map(await events.find([...new Set(ids)], session));
    const news: NewAnnouncement[] = [];
    for (const step of happened) {
      const after = knownEventOf(step);
      const before = known.get(after.id) ?? null;
      const announcement = announcementOf(step, after, before);
      if (announcement !== null) news.push(announcement);
      known.set(after.id, after);
    }
    await events.save(session, [...known.values()]);
    await announcements.open(session, news);
  };
}

function knownEventOf({ data, aggregateVersion: version }: EventDomainEvent): KnownEvent {
  const { eventId: id, title, venue, startsAt, status } = eventState.parse(data);
  const isCancelled = status === 'cancelled';
  return { id, title, venue, startsAt: new Date(startsAt), isCancelled, version };
}

/** Of an Event that was not known before, nobody can say what has changed. */
function announcementOf(
  { type, occurredAt }: EventDomainEvent,
  after: KnownEvent,
  before: KnownEvent | null,
): NewAnnouncement | null {
  const { id: eventId, version } = after;
  const news = { eventId, version, event: factsOf(after), occurredAt: new Date(occurredAt) };
  switch (type) {
    case 'EventPublished':
      return null;
    case 'EventCancelled':
      return { ...news, before: null };
    case 'EventChanged':
      if (before === null || !isNewsToHolders(before, after)) return null;
      return { ...news, before: factsOf(before) };
  }
}

function factsOf({ title, venue, startsAt }: EventFacts): EventFacts {
  return { title, venue, startsAt };
}
