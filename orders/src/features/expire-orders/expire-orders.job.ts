import type { Clock } from '@marquee/common/clock';
import { between, noFaults } from '@marquee/common/fault-point';
import type { OrderId } from '@marquee/common/ids';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { OrderRepository } from '../../data/order.repository.js';
import { createStubbornRows } from '../../data/stubborn-rows.js';
import { type ExpireOrdersDeps, expireOrders } from './expire-orders.js';

/** One transaction's worth: 50 orders of 8 tickets write 450 documents, in some 50 ms. */
const batchSize = 50;
const sleepMsMax = 1000;

/**
 * Tells the world sooner that holds have ended; nothing depends on it. Runs on every replica:
 * whoever commits first has swept, the other finds nothing left to do.
 */
export function createExpireOrdersJob(
  deps: ExpireOrdersDeps & {
    readonly orders: OrderRepository;
    readonly clock: Clock;
    readonly logger: Logger;
  },
): Job {
  const { orders, faultPoint = noFaults } = deps;
  const stubborn = createStubbornRows<OrderId>(deps.clock);

  async function oneByOne(orderIds: readonly OrderId[], cause: unknown): Promise<void> {
    deps.logger.warn({ err: cause, size: orderIds.length }, 'expiring a batch one by one');
    for (const orderId of orderIds) {
      await expireOrders(deps, [orderId]).catch((error: unknown) => {
        if (!stubborn.blame(orderId, error)) return;
        deps.logger.error({ err: error, orderId }, 'an order cannot be expired');
      });
    }
  }

  return createLoop({
    name: 'orders.expire-orders',
    clock: deps.clock,
    logger: deps.logger,
    async turn() {
      const dueInMs = await between(faultPoint, 'expire.look', () => orders.untilNextDueMs());
      if (dueInMs === null || dueInMs > 0)
        return { sleepMs: Math.min(dueInMs ?? sleepMsMax, sleepMsMax) };
      const due = await between(faultPoint, 'expire.list', () =>
        orders.listDue(batchSize, stubborn.resting()),
      );
      if (due.length === 0) return { sleepMs: sleepMsMax };
      await between(faultPoint, 'expire.transaction', () => expireOrders(deps, due)).catch(
        (error: unknown) => oneByOne(due, error),
      );
      return { sleepMs: 0 };
    },
  });
}
