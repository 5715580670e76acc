import type { PaymentId } from '@marquee/common/ids';
import type { KnownOrder } from '../verdict.js';
import type { Sale } from './postings.js';

/** What a payment bought; null while its order has not said so, or when another payment won it. */
export function saleOf(order: KnownOrder | null, paymentId: PaymentId): Sale | null {
  if (order === null || order.paymentId !== paymentId || !hasWon(order)) return null;
  const { eventId, items } = order;
  return eventId === undefined || items.length === 0 ? null : { eventId, items };
}

function hasWon({ status }: KnownOrder): boolean {
  switch (status) {
    case 'paying':
    case 'complete':
    case 'refunded':
      return true;
    case 'awaiting_payment':
    case 'cancelled':
    case 'expired':
      return false;
  }
}
