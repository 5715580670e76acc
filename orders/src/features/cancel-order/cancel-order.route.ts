import { checked, getInput, idParam, requireUser, signedIn } from '@marquee/common/http';
import type { OrderId } from '@marquee/common/ids';
import { Router } from 'express';
import { viewOrder } from '../../views/order-view.js';
import { type CancelOrderDeps, cancelOrder } from './cancel-order.js';

/** DELETE /api/orders/:id */
export function cancelOrderRoute(deps: CancelOrderDeps): Router {
  return Router().delete('/api/orders/:id', signedIn, ...checked(idParam()), async (req, res) => {
    const buyer = requireUser(req);
    const { id } = getInput<{ id: OrderId }>(req);
    const { order, now } = await cancelOrder(deps, id, buyer.id);
    res.json({ order: viewOrder(order, now) });
  });
}
