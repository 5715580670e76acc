import { systemClock } from '@marquee/common/clock';
import { type EventId, newId, type TicketId } from '@marquee/common/ids';
import { createMetrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import { createOutbox } from '@marquee/common/outbox';
import { aSilentLogger, aUser } from '@marquee/common/testing/builders';
import { createRecordingBus } from '@marquee/common/testing/bus';
import { testApi } from '@marquee/common/testing/http';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { type OrdersModels, ordersModels } from '../src/data/models.js';
import { fromInventory } from '../src/data/records.js';
import { createRepositories, type Repositories } from '../src/data/repositories.js';
import type { AvailableTicket, Inventory } from '../src/domain/inventory.js';
import { createOrders, type OrdersConfig, type OrdersDeps } from '../src/service.js';

import { aTicket } from './tickets.js';

export { aTicket, euros } from './tickets.js';

/** The orders service on a database of its own. */
export interface World {
  readonly database: Database;
  readonly models: OrdersModels;
  readonly repositories: Repositories;
  readonly bus: ReturnType<typeof createRecordingBus>;
  /** Another orders process on the same database. */
  serve(options?: ServeOptions): ReturnType<typeof serveOrders>;
  anEvent(changes?: { startsAt?: Date; status?: 'scheduled' | 'cancelled' }): Promise<EventId>;
  onSale(eventId: EventId, tickets: readonly Partial<AvailableTicket>[]): Promise<TicketId[]>;
  ticket(ticketId: TicketId): Promise<Inventory>;
  /** Lets an orders process follow what `bus.deliver` brings. */
  follow(): Promise<void>;
  close(): Promise<void>;
}

export type ServeOptions = Partial<OrdersConfig> & Pick<OrdersDeps, 'faultPoint'>;

function serveOrders(database: Database, bus: OrdersDeps['bus'], options: ServeOptions) {
  const { holdSeconds = 900, rateLimited = false, faultPoint } = options;
  const service = createOrders({
    database,
    bus,
    logger: aSilentLogger(),
    metrics: createMetrics(),
    clock: systemClock,
    config: { holdSeconds, rateLimited },
    ...(faultPoint === undefined ? {} : { faultPoint }),
  });
  // Behind one proxy, so that a test can send from several addresses.
  const api = testApi(service, { trustProxy: 1 });
  return { service, agent: api.agent, aBuyer: () => api.agent(aUser()) };
}

export async function openWorld(): Promise<World> {
  const database = await openTestDatabase('orders');
  const models = ordersModels(database.connection);
  const outbox = createOutbox({ database, clock: systemClock });
  const bus = createRecordingBus();
  await serveOrders(database, bus, {}).service.start('api');
  return {
    database,
    models,
    bus,
    repositories: createRepositories(models, outbox),
    serve: (options = {}) => serveOrders(database, bus, options),
    async anEvent({ startsAt = new Date('2099-01-01'), status = 'scheduled' } = {}) {
      const eventId = newId<EventId>();
      await models.events.create({ _id: eventId, startsAt, status });
      return eventId;
    },
    async onSale(eventId, tickets) {
      const rows = tickets.map((changes, index) =>
        aTicket({ eventId, seat: String(index + 1), ...changes }),
      );
      await models.raw.inventory.insertMany(rows.map(fromInventory));
      return rows.map((ticket) => ticket.ticketId);
    },
    async ticket(ticketId) {
      const [found] = await createRepositories(models, outbox).inventory.listTickets([ticketId]);
      if (found === undefined) throw new Error(`No ticket ${ticketId}`);
      return found;
    },
    async follow() {
      for (const consumer of serveOrders(database, bus, {}).service.consumers)
        await consumer.start();
    },
    close: () => dropTestDatabase(database),
  };
}
