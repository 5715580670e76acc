import type { Bus } from '@marquee/common/bus';
import type { Clock } from '@marquee/common/clock';
import { defineService, type Service } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Metrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import { createRelay } from '@marquee/common/outbox';
import type { Sessions } from '@marquee/common/session';
import { Router } from 'express';
import type { TicketsConfig } from './config.js';
import { createCatalogue } from './data/catalogue.js';
import { askPriceRoute } from './features/ask-price/ask-price.route.js';
import { cancelEventRoute } from './features/cancel-event/cancel-event.route.js';
import { changeEventRoute } from './features/change-event/change-event.route.js';
import { followInventoryConsumer } from './features/follow-inventory/follow-inventory.consumer.js';
import { getEventRoute } from './features/get-event/get-event.route.js';
import { getTicketRoute } from './features/get-ticket/get-ticket.route.js';
import { getTicketsRoute } from './features/get-tickets/get-tickets.route.js';
import { listEventsRoute } from './features/list-events/list-events.route.js';
import { listTicketsForSaleRoute } from './features/list-tickets-for-sale/list-tickets-for-sale.route.js';
import { myTicketsRoute } from './features/my-tickets/my-tickets.route.js';
import { publishEventRoute } from './features/publish-event/publish-event.route.js';
import { withdrawTicketRoute } from './features/withdraw-ticket/withdraw-ticket.route.js';

export type { TicketsConfig } from './config.js';

export interface TicketsDependencies {
  readonly database: Database;
  readonly bus: Bus;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly config?: TicketsConfig;
}

/** `/api/tickets/mine` stands before `/api/tickets/:id`, which would take it for an id. */
const routes = [
  publishEventRoute,
  listEventsRoute,
  getEventRoute,
  changeEventRoute,
  cancelEventRoute,
  listTicketsForSaleRoute,
  getTicketsRoute,
  myTicketsRoute,
  getTicketRoute,
  askPriceRoute,
  withdrawTicketRoute,
];

/** The catalogue: Events, and Tickets as their sellers describe them and ask for them. */
export function createTickets(dependencies: TicketsDependencies): Service {
  const { database, clock } = dependencies;
  const catalogue = createCatalogue({ database, clock });
  const router = Router();
  for (const route of routes) route(router, catalogue);
  return defineService({
    name: 'tickets',
    router,
    jobs: [createRelay(dependencies)],
    consumers: [followInventoryConsumer(catalogue, dependencies)],
    prepare: catalogue.prepare,
  });
}
