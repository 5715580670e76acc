import type { Money } from '@marquee/common/money';
import { sumOf } from '../domain/refund.js';
import { isPayable, type KnownOrder } from '../domain/verdict.js';
import type { ReadPayment } from './payment.repository.js';

/** A payment as its buyer sees it; nobody else sees one. */
export interface PaymentView extends Pick<ReadPayment, 'orderId' | 'amount'> {
  readonly id: ReadPayment['_id'];
  readonly status: ReadPayment['state']['status'];
  /** Only while the card form can use it. */
  readonly clientSecret?: string;
  /** What of it went back so far. */
  readonly refunded?: Money;
  /** Why it was released, failed, or goes back. */
  readonly reason?: string;
  /** RFC 3339; once the money was taken. */
  readonly capturedAt?: string;
}

/** What the buyer is shown, given what we know of the order; expired is a predicate here too. */
export function viewOfRow(row: ReadPayment, order: KnownOrder | null): PaymentView {
  const { _id, orderId, amount, state, capturedAt, readAt } = row;
  const usable = state.status === 'authorising' && order !== null && isPayable(order, readAt);
  const refunded = sumOf(row.refunds ?? [], 'succeeded');
  const reason = 'reason' in state ? state.reason : undefined;
  return {
    id: _id,
    orderId,
    amount,
    status: state.status,
    ...(usable && { clientSecret: state.clientSecret }),
    ...(refunded > 0 && { refunded: { ...amount, amount: refunded } }),
    ...(reason !== undefined && { reason }),
    ...(capturedAt !== undefined && { capturedAt: capturedAt.toISOString() }),
  };
}
