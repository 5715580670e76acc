import { send } from './browser';
import type { Payment } from './types';

/** The order's payment: made on the first call, the same one on every other. */
export async function startPayment(orderId: string): Promise<Payment> {
  const answer = await send<{ payment: Payment }>('POST', '/api/payments', {
    body: { orderId },
    repeatable: true,
  });
  return answer.payment;
}
