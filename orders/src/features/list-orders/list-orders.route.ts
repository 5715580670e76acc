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
import type { OrderId } from '@marquee/common/ids';
import { Router } from 'express';
import { query } from 'express-validator';
import { z } from 'zod';
import type { OrderRepository } from '../../data/order.repository.js';
import type { OrderStatus } from '../../domain/order.js';
import { viewOrder } from '../../views/order-view.js';

const statuses: readonly OrderStatus[] = [
  'awaiting_payment',
  'paying',
  'complete',
  'cancelled',
  'expired',
  'refunded',
];
const cursorShape = z.tuple([z.uuidv7()]);

/** GET /api/orders: the buyer's own, newest first. */
export function listOrdersRoute(deps: { readonly orders: OrderRepository }): Router {
  const input = checked(query('status').optional().isIn(statuses), ...pageInput());
  return Router().get('/api/orders', signedIn, ...input, async (req, res) => {
    const buyer = requireUser(req);
    const { status = null } = getInput<{ status?: OrderStatus }>(req);
    const limit = limitOf(req);
    const cursor = cursorOf(req);
    const before = cursor === undefined ? null : (decodeCursor(cursor, cursorShape)[0] as OrderId);
    const page = { buyerId: buyer.id, status, before, limit: limit + 1 };
    const found = await deps.orders.listOrders(page);
    res.json(
      pageOf(found, limit, {
        view: ({ order, now }) => viewOrder(order, now),
        cursor: ({ order }) => [order.orderId],
      }),
    );
  });
}
