import 'server-only';
import { cache } from 'react';
import { serverGet } from './server';
import type { Order, OrderStatus, Page } from './types';

export type OrderQuery = {
  status?: OrderStatus | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** The reader's own orders, newest first. */
export const listOrders = (query: OrderQuery = {}): Promise<Page<Order>> =>
  serverGet('/api/orders', query);

/** Throws `not_found` for another's order too. */
export const getOrder = cache(async (orderId: string): Promise<Order> => {
  const { order } = await serverGet<{ order: Order }>(`/api/orders/${encodeURIComponent(orderId)}`);
  return order;
});
