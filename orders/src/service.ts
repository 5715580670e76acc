import type { Bus } from '@marquee/common/bus';
import type { Clock } from '@marquee/common/clock';
import { type FaultPoint, noFaults } from '@marquee/common/fault-point';
import { defineService, type Service } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Metrics } from '@marquee/common/metrics';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { createOutbox, createRelay } from '@marquee/common/outbox';
import { Router } from 'express';
import type { OrdersConfig } from './config.js';
import { wind } from './data/clock.model.js';
import { createCommitter } from './data/commit.js';
import { ordersModels } from './data/models.js';
import { createRepositories } from './data/repositories.js';
import { cancelOrderRoute } from './features/cancel-order/cancel-order.route.js';
import { createCloseEventsJob } from './features/close-events/close-events.job.js';
import { createExpireOrdersJob } from './features/expire-orders/expire-orders.job.js';
import { followEventsConsumer } from './features/follow-events/follow-events.consumer.js';
import { followTicketsConsumer } from './features/follow-tickets/follow-tickets.consumer.js';
import { getOrderRoute } from './features/get-order/get-order.route.js';
import { getRefundProgressRoute } from './features/get-refund-progress/get-refund-progress.route.js';
import { listOrdersRoute } from './features/list-orders/list-orders.route.js';
import { createAlternatives } from './features/place-order/alternatives.js';
import { createOrderRounds } from './features/place-order/order-rounds.js';
import { placeOrderRoute } from './features/place-order/place-order.route.js';
import { settlePaymentsConsumer } from './features/settle-payments/settle-payments.consumer.js';

export type { OrdersConfig } from './config.js';

export interface OrdersDeps {
  readonly database: Database;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly config: OrdersConfig;
  /** Called between steps of a round; tests stop or fail there. */
  readonly faultPoint?: FaultPoint;
}

/** The orders service: inventory, orders, and the rounds that join them. */
export function createOrders(deps: OrdersDeps): Service {
  const { database, config } = deps;
  const faultPoint = deps.faultPoint ?? noFaults;
  const models = ordersModels(database.connection);
  const outbox = createOutbox(deps);
  const repositories = createRepositories(models, outbox);
  const all = { ...deps, ...repositories };

  const committer = createCommitter({ ...deps, models, faultPoint });
  const rounds = createOrderRounds({
    ...all,
    committer,
    faultPoint,
    holdSeconds: config.holdSeconds,
  });
  const placeOrderDeps = {
    decide: rounds,
    alternatives: createAlternatives(all),
    isKnown: repositories.isKnown,
    rateLimited: config.rateLimited,
  };
  return defineService({
    name: 'orders',
    router: Router().use(
      placeOrderRoute(placeOrderDeps),
      listOrdersRoute(all),
      // Before the route of one order, whose id its last word would be.
      getRefundProgressRoute(all),
      getOrderRoute(all),
      cancelOrderRoute(all),
    ),
    consumers: [
      followEventsConsumer(deps, repositories.events),
      followTicketsConsumer(deps, repositories),
      settlePaymentsConsumer(deps, repositories),
    ],
    jobs: [createRelay(deps), createExpireOrdersJob(all), createCloseEventsJob(all)],
    async prepare() {
      const { inventory, orders, events, buyers, clock } = models;
      await ensureIndexes(database, [inventory, orders, events, buyers, clock, outbox.rows]);
      await wind(clock);
    },
  });
}
