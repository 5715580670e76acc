import 'server-only';
import { getEvent } from '@/lib/api/catalogue';
import { isApiProblem } from '@/lib/api/problem';
import type { MarqueeEvent, Order } from '@/lib/api/types';
import type { OrderWithEvent } from './sort-orders';

async function findEvent(eventId: string): Promise<MarqueeEvent | null> {
  try {
    return await getEvent(eventId);
  } catch (error) {
    // The buyer's tickets are worth showing even while the catalogue is not there.
    if (isApiProblem(error)) return null;
    throw error;
  }
}

/** Each order beside its Event; every Event is asked for once. */
export const withEvents = (orders: readonly Order[]): Promise<OrderWithEvent[]> =>
  Promise.all(orders.map(async (order) => ({ order, event: await findEvent(order.eventId) })));
