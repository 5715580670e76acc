import 'server-only';
import { listOrders } from '@/lib/api/orders';
import type { Order } from '@/lib/api/types';
import { PAGES_MAX } from '@/lib/pages-shown';

/** The newest orders, page by page along the cursor, so that "Show more" keeps what was there. */
export async function ordersUpTo(pages: number): Promise<{ orders: Order[]; hasMore: boolean }> {
  const orders: Order[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { items, nextCursor } = await listOrders({ cursor, limit: 20 });
    orders.push(...items);
    if (nextCursor === null) return { orders, hasMore: false };
    cursor = nextCursor;
  }
  return { orders, hasMore: pages < PAGES_MAX };
}
