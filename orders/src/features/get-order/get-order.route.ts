import { checked, getInput, idParam, requireUser, signedIn } from '@marquee/common/http';
import type { OrderId } from '@marquee/common/ids';
import { Router } from 'express';
import type { OrderRepository } from '../../data/order.repository.js';
import { viewOrder } from '../../views/order-view.js';
import { getOrder } from './get-order.js';

/** GET /api/orders/:id */
export function getOrderRoute(deps: { readonly orders: OrderRepository }): Router {
  return Router().get('/api/orders/:id', signedIn, ...checked(idParam()), async (req, res) => {
    const buyer = requireUser(req);
    const { id } = getInput<{ id: OrderId }>(req);
    const { order, now } = await getOrder(deps.orders, id, buyer.id);
    res.json({ order: viewOrder(order, now) });
  });
}
