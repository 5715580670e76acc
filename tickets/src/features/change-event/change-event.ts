import { eventChanged } from '@marquee/common/contracts/event';
import type { EventId, UserId } from '@marquee/common/ids';
import { eventDraft } from '../../data/announce.js';
import type { Catalogue } from '../../data/catalogue.js';
import { type EventChanges, sameDescription, withChanges } from '../../domain/describe-event.js';
import type { Event } from '../../domain/event.js';
import {
  assertChangeable,
  assertOrganiser,
  assertStartMovable,
} from '../../domain/event-asserts.js';
import { assertAcceptable } from '../../domain/event-rules.js';

/** Changes what an Event says of itself. A change that changes nothing is not announced. */
export async function changeEvent(
  { database, clock, events, outbox }: Catalogue,
  userId: UserId,
  eventId: EventId,
  changes: EventChanges,
): Promise<Event> {
  return database.transact(async (session) => {
    const now = clock.now();
    const before = await events.get(eventId, session);
    assertOrganiser(before, userId);
    assertChangeable(before, now);
    const description = withChanges(before, changes);
    const startIsNew = description.startsAt.getTime() !== before.startsAt.getTime();
    if (startIsNew) assertStartMovable(before, now);
    assertAcceptable(description, { now, startIsNew });
    if (sameDescription(before, description)) return before;
    const event: Event = { ...before, ...description, version: before.version + 1 };
    await events.change(session, event, before.version);
    await outbox.add(session, [eventDraft(eventChanged, event)]);
    return event;
  });
}
