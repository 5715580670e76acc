import {
  checked,
  cursorOf,
  decodeCursor,
  getInput,
  limitOf,
  pageInput,
  pageOf,
  requireUser,
  signedIn,
} from '@marquee/common/http';
import type { OrderId, PaymentId } from '@marquee/common/ids';
import { Router } from 'express';
import { query } from 'express-validator';
import { z } from 'zod';
import type { OrderRepository } from '../../data/order.repository.js';
import type { PaymentRepository, ReadPayment } from '../../data/payment.repository.js';
import { viewOfRow } from '../../data/payment-view.js';

export interface ListPaymentsDependencies {
  readonly payments: PaymentRepository;
  readonly orders: OrderRepository;
}

const cursorShape = z.tuple([z.uuidv7()]);

/**
 * GET /api/payments?orderId=: every payment of one's own order, newest first: also the ones that
 * lost, so that their buyer can be told what became of them. Another's order has none.
 */
export function listPaymentsRoute({ payments, orders }: ListPaymentsDependencies): Router {
  const input = checked(query('orderId').isUUID(7), ...pageInput());
  return Router().get('/api/payments', signedIn, ...input, async (req, res) => {
    const buyerId = requireUser(req).id;
    const { orderId } = getInput<{ orderId: OrderId }>(req);
    const limit = limitOf(req);
    const cursor = cursorOf(req);
    const before =
      cursor === undefined ? null : (decodeCursor(cursor, cursorShape)[0] as PaymentId);
    const found = await payments.listOf(orderId, { buyerId, before, limit: limit + 1 });
    const order = found.length === 0 ? null : await orders.find(orderId);
    const view = (row: ReadPayment) => viewOfRow(row, order);
    const page = pageOf(found, limit, { view, cursor: ({ _id }) => [_id] });
    res.set('Cache-Control', 'no-store').json(page);
  });
}
