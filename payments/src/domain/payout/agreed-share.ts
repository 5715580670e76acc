import type { UserId } from '@marquee/common/ids';
import { type LedgerEntry, movedOn, sellerAccount } from '../ledger/entry.js';
import { refundEntry, refundIdOf } from '../ledger/refund-postings.js';
import type { KnownOrder } from '../verdict.js';

/**
 * What the refunds that an order agreed to, and that are not booked yet, will take from a seller,
 * in minor units. `booked` are the entries of the payment that won the order.
 */
export function agreedShareOf(
  sellerId: UserId,
  { id: orderId, paymentId, buyerId, refunds }: KnownOrder,
  booked: readonly LedgerEntry[],
): number {
  if (paymentId === undefined || booked.length === 0) return 0;
  const entries = [...booked];
  let share = 0;
  for (const { refundId, amount, status } of refunds) {
    const isBooked = entries.some(({ id }) => id === refundIdOf(refundId));
    if (status !== 'asked' || isBooked) continue;
    const refund = { refundId, amount, stripeRefundId: '', nth: 1 };
    const entry = refundEntry({ id: paymentId, orderId, buyerId }, refund, entries);
    entries.push(entry);
    share += movedOn(entry, sellerAccount(sellerId));
  }
  return share;
}
