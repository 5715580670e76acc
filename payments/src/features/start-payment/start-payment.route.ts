import { checked, getInput, idField, requireUser, signedIn } from '@marquee/common/http';
import type { OrderId } from '@marquee/common/ids';
import { Router } from 'express';
import { body } from 'express-validator';
import { viewOfRow } from '../../data/payment-view.js';
import { type StartPaymentDependencies, startPayment } from './start-payment.js';

/** POST /api/payments */
export function startPaymentRoute(deps: StartPaymentDependencies): Router {
  const router = Router();
  const orderId = idField(body('orderId'), 'must be the id of an order');

  router.post('/api/payments', signedIn, ...checked(orderId), async (req, res) => {
    const input = getInput<{ orderId: OrderId }>(req);
    const started = await startPayment(deps, requireUser(req).id, input.orderId);
    const payment = viewOfRow(started.payment, started.order);
    res
      .set('Cache-Control', 'no-store')
      .status(started.isNew ? 201 : 200)
      .json({ payment });
  });
  return router;
}
