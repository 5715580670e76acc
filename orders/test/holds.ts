import { systemClock } from '@marquee/common/clock';
import type { OrderId } from '@marquee/common/ids';
import type { OrdersModels } from '../src/data/models.js';

/** Lets the hold of an order have ended a second ago: the order and its tickets. */
export async function endHold(models: OrdersModels, orderId: OrderId): Promise<void> {
  const past = new Date(systemClock.now().getTime() - 1000);
  await models.orders.updateOne({ _id: orderId }, { expiresAt: past });
  await models.inventory.updateMany(
    { orderId, holdEndsAt: { $exists: true } },
    { holdEndsAt: past },
  );
}
