import 'server-only';
import { listOrders } from './orders';
import { isApiProblem } from './problem';
import type { Order } from './types';

/** The reader's orders that wait for payment; none when that cannot be told: the page stands without. */
export async function findUnpaidOrders(): Promise<Order[]> {
  try {
    return (await listOrders({ status: 'awaiting_payment', limit: 100 })).items;
  } catch (error) {
    if (isApiProblem(error)) return [];
    throw error;
  }
}
