import { context, rateLimit, requireUser, signedIn } from '@marquee/common/http';
import { Router } from 'express';
import { viewOrder } from '../../views/order-view.js';
import { idempotencyKeyOf, wantedOf } from './place-order.input.js';
import { type PlaceOrderDeps, placeOrder } from './place-order.js';

/** POST /api/orders */
export function placeOrderRoute(deps: PlaceOrderDeps & { readonly rateLimited: boolean }): Router {
  const limit = rateLimit({
    name: 'place-order',
    limit: 30,
    windowSeconds: 60,
    by: 'account',
    enabled: deps.rateLimited,
  });
  return Router().post('/api/orders', signedIn, limit, async (req, res) => {
    const buyer = requireUser(req);
    const { kind, order, now } = await placeOrder(deps, {
      buyerId: buyer.id,
      wanted: wantedOf(req),
      idempotencyKey: idempotencyKeyOf(req),
      correlationId: context().requestId,
    });
    if (kind === 'replayed') res.set('Idempotent-Replay', 'true');
    res.status(201).json({ order: viewOrder(order, now) });
  });
}
