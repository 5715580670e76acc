import { context, rateLimit, requireUser, signedIn } from '@marquee/common/http';
import { Router } from 'express';
import { viewOrder } from '../../views/order-view.js';
import { idempotencyKeyOf, wantedOf } from './place-order.input.js';
import { type PlaceOrderDeps, placeOrder } from './place-order.js';

/** POST /api/orders */
export function placeOrderRoute(deps: PlaceOrderDeps & { readonly rateLimited: boolean }): Router {
  const perMinute = { limit: 30, windowSeconds: 60, enabled: deps.rateLimited };
  // By both: one account from many addresses, or one address with many accounts.
  const byAddress = rateLimit({ ...perMinute, name: 'place-order', by: 'address' });
  const byAccount = rateLimit({ ...perMinute, name: 'place-order', by: 'account' });
  return Router().post('/api/orders', signedIn, byAddress, byAccount, async (req, res) => {
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
