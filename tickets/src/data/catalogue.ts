import type { Clock } from '@marquee/common/clock';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { createOutbox, type Outbox } from '@marquee/common/outbox';
import { eventModel } from './event.model.js';
import { createEventRepository, type EventRepository } from './event.repository.js';
import { createEventSearch, type SearchEvents } from './event-search.js';
import { type CopyInventory, createInventoryCopy } from './inventory-copy.js';
import { ticketModel } from './ticket.model.js';
import { createTicketRepository, type TicketRepository } from './ticket.repository.js';
import { createTicketSearches, type TicketSearches } from './ticket-search.js';

/** What every use case of this service works with. */
export interface Catalogue {
  readonly database: Database;
  readonly clock: Clock;
  readonly outbox: Pick<Outbox, 'add'>;
  readonly events: EventRepository;
  readonly tickets: TicketRepository;
  readonly searchEvents: SearchEvents;
  readonly searchTickets: TicketSearches;
  readonly copyInventory: CopyInventory;
  prepare(): Promise<void>;
}

export function createCatalogue({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Catalogue {
  const events = eventModel(database.connection);
  const tickets = ticketModel(database.connection);
  const outbox = createOutbox({ database, clock });
  return {
    database,
    clock,
    outbox,
    events: createEventRepository(events),
    tickets: createTicketRepository(tickets),
    searchEvents: createEventSearch(events),
    searchTickets: createTicketSearches(tickets),
    copyInventory: createInventoryCopy(tickets),
    prepare: () => ensureIndexes(database, [events, tickets, outbox.rows]),
  };
}
