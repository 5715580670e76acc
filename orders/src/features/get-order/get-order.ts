import { Problem } from '@marquee/common/errors';
import type { OrderId, UserId } from '@marquee/common/ids';
import type { OrderNow, OrderRepository } from '../../data/order.repository.js';

/** The buyer's own order; anybody else's is as unknown as one that never was. */
export async function getOrder(
  orders: OrderRepository,
  orderId: OrderId,
  buyerId: UserId,
): Promise<OrderNow> {
  const found = await orders.findOrder(orderId);
  if (found === null || found.order.buyerId !== buyerId)
    throw new Problem('not_found', 'You have no order with this id.');
  return found;
}
