import { eventCancelled } from '@marquee/common/contracts/event';
import type { EventId, UserId } from '@marquee/common/ids';
import { eventDraft } from '../../data/announce.js';
import type { Catalogue } from '../../data/catalogue.js';
import type { Event } from '../../domain/event.js';
import { assertChangeable, assertOrganiser } from '../../domain/event-asserts.js';

/**
 * Calls an Event off; orders closes its Tickets and gives its buyers their money back. Cancelling
 * again changes nothing.
 */
export async function cancelEvent(
  { database, clock, events, outbox }: Catalogue,
  userId: UserId,
  eventId: EventId,
): Promise<Event> {
  return database.transact(async (session) => {
    const before = await events.get(eventId, session);
    assertOrganiser(before, userId);
    if (before.status === 'cancelled') return before;
    assertChangeable(before, clock.now());
    const event: Event = { ...before, status: 'cancelled', version: before.version + 1 };
    await events.change(session, event, before.version);
    await outbox.add(session, [eventDraft(eventCancelled, event)]);
    return event;
  });
}
