import type { PaymentRow } from '../data/payment.model.js';
import { sumOf } from '../domain/refund.js';
import type { KnownOrder } from '../domain/verdict.js';
import { wasCaptured } from './check-payment.js';
import { type Difference, difference } from './difference.js';

/**
 * I5: captured less refunded is what the order is owed for, as far as refunds under way allow: its
 * total less what it agreed to give back, if this payment won it, else nothing.
 */
export function checkOwed(row: PaymentRow, order: KnownOrder | null): Difference[] {
  if (order === null) {
    if (!wasCaptured(row)) return [];
    return [difference('order_unknown', row._id, `orders does not know ${row.orderId}`)];
  }
  const owed = owedOf(row, order);
  if (owed === null) return [];
  const refunds = row.refunds ?? [];
  const kept = wasCaptured(row) ? row.amount.amount - sumOf(refunds, 'succeeded', 'pending') : 0;
  if (kept === owed) return [];
  const detail = `${kept} is kept, ${owed} is owed for the ${order.status} order ${order.id}`;
  const mend = { kind: 'look-at-payment', paymentId: row._id } as const;
  return [difference('owed_differs', row._id, detail, mend)];
}

/** Null while the order has not decided. */
function owedOf({ _id }: PaymentRow, { status, paymentId, total, refunds }: KnownOrder) {
  if (paymentId !== _id) return status === 'awaiting_payment' ? null : 0;
  if (status === 'paying') return null;
  if (status !== 'complete' && status !== 'refunded') return 0;
  return refunds
    .filter((refund) => refund.status !== 'failed')
    .reduce((left, { amount }) => left - amount.amount, total.amount);
}
