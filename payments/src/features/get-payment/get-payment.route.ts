import { Problem } from '@marquee/common/errors';
import { checked, getInput, idParam, rateLimit, requireUser, signedIn } from '@marquee/common/http';
import type { PaymentId } from '@marquee/common/ids';
import { Router } from 'express';
import type { OrderRepository } from '../../data/order.repository.js';
import type { PaymentRepository } from '../../data/payment.repository.js';
import { viewOfRow } from '../../data/payment-view.js';

export interface GetPaymentDependencies {
  readonly payments: PaymentRepository;
  readonly orders: OrderRepository;
  /** Wakes the worker of this process, if there is one. */
  readonly nudge: () => void;
  readonly rateLimited: boolean;
}

/** A buyer who asks again and again makes us look at Stripe no more often than this. */
const hintPauseMs = 500;
/** Five a second: ten times as often as a page needs to ask. */
const perMinute = { limit: 300, windowSeconds: 60, name: 'get-payment', by: 'account' } as const;

/** GET /api/payments/:id. Asking is also how the browser says that it confirmed. */
export function getPaymentRoute(deps: GetPaymentDependencies): Router {
  const { payments, orders, nudge } = deps;
  const router = Router();
  const limit = rateLimit({ ...perMinute, enabled: deps.rateLimited });
  router.get('/api/payments/:id', signedIn, limit, ...checked(idParam()), async (req, res) => {
    const { id } = getInput<{ id: PaymentId }>(req);
    const row = await payments.find(id);
    if (row === null || row.buyerId !== requireUser(req).id)
      throw new Problem('not_found', 'You have no such payment.');
    if (row.nextStepAt !== undefined) {
      await payments.hint(id, hintPauseMs);
      nudge();
    }
    const payment = viewOfRow(row, await orders.find(row.orderId));
    res.set('Cache-Control', 'no-store').json({ payment });
  });
  return router;
}
