import { eventCancelled } from '@marquee/common/contracts/event';
import { Problem } from '@marquee/common/errors';
import type { EventId, UserId } from '@marquee/common/ids';
import { eventDraft } from '../../data/announce.js';
import type { Catalogue } from '../../data/catalogue.js';
import type { Event } from '../../domain/event.js';
import { assertChangeable, assertOrganiser } from '../../domain/event-asserts.js';
import { viewOfEvent } from '../../domain/event-view.js';

/** Calls an Event off; orders closes its Tickets. Cancelling again changes nothing. */
export async function cancelEvent(
  { database, clock, events, tickets, outbox }: Catalogue,
  userId: UserId,
  eventId: EventId,
): Promise<Event> {
  return database.transact(async (session) => {
    const now = clock.now();
    const before = await events.get(eventId, session);
    assertOrganiser(before, userId);
    if (before.status === 'cancelled') return before;
    assertChangeable(before, now);
    // Until refunds exist, whoever paid or is paying could not be made whole.
    if (await tickets.hasSales(session, eventId))
      throw new Problem('has_sales', 'Tickets of this Event are held or sold.', {
        current: viewOfEvent(before, now),
      });
    const event: Event = { ...before, status: 'cancelled', version: before.version + 1 };
    await events.change(session, event, before.version);
    await outbox.add(session, [eventDraft(eventCancelled, event)]);
    return event;
  });
}
