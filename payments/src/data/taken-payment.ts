import type { TakenPayment } from '../domain/ledger/postings.js';
import { intentIdOf } from '../domain/payment.js';
import type { PaymentRow } from './payment.model.js';

/** A payment as the ledger sees it; null while Stripe has no intent of it. */
export function takenPaymentOf(row: PaymentRow): TakenPayment | null {
  const { _id: id, orderId, buyerId, amount, feeBasisPoints = 0 } = row;
  const intentId = intentIdOf(row.state);
  return intentId === undefined ? null : { id, orderId, buyerId, amount, feeBasisPoints, intentId };
}
