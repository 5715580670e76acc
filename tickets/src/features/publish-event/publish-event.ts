import { eventPublished } from '@marquee/common/contracts/event';
import { type EventId, newId, type UserId } from '@marquee/common/ids';
import { eventDraft } from '../../data/announce.js';
import type { Catalogue } from '../../data/catalogue.js';
import { type NewEventDescription, withEnd } from '../../domain/describe-event.js';
import type { Event } from '../../domain/event.js';
import { assertAcceptable } from '../../domain/event-rules.js';

/** Puts an Event into the catalogue, at once. */
export async function publishEvent(
  { database, clock, events, outbox }: Catalogue,
  organiserId: UserId,
  described: NewEventDescription,
): Promise<Event> {
  const description = withEnd(described);
  assertAcceptable(description, { now: clock.now(), startIsNew: true });
  const event: Event = {
    ...description,
    id: newId<EventId>(),
    organiserId,
    status: 'scheduled',
    version: 1,
    availableCount: 0,
    priceFrom: null,
  };
  await database.transact(async (session) => {
    await events.insert(session, event);
    await outbox.add(session, [eventDraft(eventPublished, event)]);
  });
  return event;
}
