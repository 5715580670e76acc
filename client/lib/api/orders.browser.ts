import { send } from './browser';
import type { Money, Order } from './types';

/** Named tickets at the total the buyer saw, or the best n of a section at no more than `maxTotal`. */
export type HoldRequest =
  | { ticketIds: string[]; expectedTotal: Money }
  | { eventId: string; section?: string; quantity: number; maxTotal: Money };

/** Holds tickets. One key per press of the button, so a repetition can never hold twice. */
export async function placeOrder(request: HoldRequest, idempotencyKey: string): Promise<Order> {
  const answer = await send<{ order: Order }>('POST', '/api/orders', {
    body: request,
    idempotencyKey,
  });
  return answer.order;
}

/** Lets the tickets of an unpaid order go. Cancelling twice is the same as once. */
export async function cancelOrder(orderId: string): Promise<Order> {
  return (await send<{ order: Order }>('DELETE', `/api/orders/${orderId}`)).order;
}
