import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { inventoryState } from '@marquee/common/contracts/inventory';
import type { TicketId } from '@marquee/common/ids';
import { NotYet } from '@marquee/common/inbox';
import type { Catalogue } from '../../data/catalogue.js';
import type { InventoryNews } from '../../data/inventory-copy.js';
import { availableChanges } from '../../domain/market-summary.js';
import type { Ticket } from '../../domain/ticket.js';

type Session = Parameters<Catalogue['copyInventory']>[0];

/**
 * Copies what inventory says of Tickets, and keeps each Event's number of buyable Tickets and
 * their lowest price in the same transaction. Every write touches the Event's row, so two of these
 * cannot count past each other.
 */
export async function followInventory(
  { events, tickets, copyInventory }: Catalogue,
  session: Session,
  domainEvents: readonly DomainEvent[],
): Promise<void> {
  const ids = domainEvents.map(({ aggregateId }) => aggregateId as TicketId);
  const known = new Map(
    (await tickets.findMany(session, ids)).map((ticket) => [ticket.id, ticket]),
  );
  const early = domainEvents
    .filter(({ aggregateId }) => !known.has(aggregateId as TicketId))
    .map((event) => ({ event, waitsFor: `ticket:${event.aggregateId}` }));
  if (early.length > 0) throw new NotYet(1_000, 'its Ticket is not in the catalogue', early);
  const news = domainEvents
    .flatMap((domainEvent) => newsOf(domainEvent, known))
    .filter(({ ticket, now }) => now.version > ticket.inventory.version);
  await copyInventory(session, news);
  const moves = news.map(({ ticket, now }) => ({
    eventId: ticket.eventId,
    from: ticket.inventory.status,
    to: now.status,
  }));
  for (const [eventId, availableChange] of availableChanges(moves)) {
    const priceFrom = await tickets.findCheapest(session, eventId);
    await events.summarise(session, eventId, { availableChange, priceFrom });
  }
}

function newsOf(
  { aggregateId, aggregateVersion, data }: DomainEvent,
  known: ReadonlyMap<TicketId, Ticket>,
): InventoryNews[] {
  const ticket = known.get(aggregateId as TicketId);
  if (ticket === undefined) return [];
  const { status, price, refunded } = inventoryState.parse(data);
  const now = { status, price, version: aggregateVersion, ...(refunded ? { refunded } : {}) };
  return [{ ticket, now }];
}
