import type { TicketDomainEvent } from '@marquee/common/contracts/ticket';
import { NotYet } from '@marquee/common/inbox';
import type { Session } from '@marquee/common/mongo';
import { causeOf } from '../../data/announcements.js';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import type { InventoryRepository } from '../../data/inventory.repository.js';
import type { SalesEventRepository } from '../../data/sales-event.repository.js';
import { heedSeller, type Inventory, openTicket } from '../../domain/inventory.js';
import type { InventoryChange } from '../../domain/order-in-hand.js';

export interface FollowTicketsDeps {
  readonly inventory: InventoryRepository;
  readonly events: SalesEventRepository;
  readonly hands: HandsRepository;
  readonly changes: ChangesRepository;
}

const eventIsComingMs = 100;

/**
 * Sellers' wishes become inventory: new tickets are opened (or closed at once, when their Event is
 * cancelled), prices and withdrawals are heeded now or when the hold ends. Throws NotYet for a
 * ticket whose Event has not arrived.
 */
export async function followTickets(
  deps: FollowTicketsDeps,
  session: Session,
  news: readonly TicketDomainEvent[],
): Promise<void> {
  const known = await deps.inventory.read(
    session,
    news.map((event) => event.data.ticketId),
  );
  const fresh = news.filter((event) => !known.has(event.data.ticketId));
  const eventsOfFresh = await deps.events.read(
    session,
    fresh.map((event) => event.data.eventId),
  );
  const early = fresh
    .filter((event) => !eventsOfFresh.has(event.data.eventId))
    .map((event) => ({ event, waitsFor: `event:${event.data.eventId}` }));
  if (early.length > 0)
    throw new NotYet(eventIsComingMs, 'the Event of a ticket has not arrived', early);

  if (fresh.length > 0) await deps.hands.touchEvents(session, [...eventsOfFresh.keys()]);
  await deps.changes.write(session, {
    opened: fresh.map((event) => ({
      step: openTicket(event.data, eventsOfFresh.get(event.data.eventId)?.status === 'scheduled'),
      cause: causeOf(event),
    })),
    tickets: news.flatMap((event) => heed(known.get(event.data.ticketId), event)),
  });
}

/** What a ticket that inventory knows becomes by its seller's newest wish. */
function heed(before: Inventory | undefined, event: TicketDomainEvent) {
  if (before === undefined) return [];
  const { askingPrice, withdrawalAsked } = event.data;
  const { step, after } = heedSeller(before, { askingPrice, withdrawalAsked });
  const change: InventoryChange = { before, after, steps: step === null ? [] : [step] };
  return [{ change, cause: causeOf(event) }];
}
