import type { Session } from '@marquee/common/mongo';
import type { EventRepository } from '../data/event.repository.js';
import type { LedgerRepository } from '../data/ledger.repository.js';
import type { OrderRepository } from '../data/order.repository.js';
import type { PaymentRow } from '../data/payment.model.js';
import { takenPaymentOf } from '../data/taken-payment.js';
import { captureEntry } from '../domain/ledger/postings.js';
import { refundEntry, refundIdOf, returnEntry } from '../domain/ledger/refund-postings.js';
import { saleOf } from '../domain/ledger/sale-of.js';
import type { RefundFact } from '../domain/refund-transitions.js';
import type { PaymentFact } from '../domain/transitions.js';

export interface Books {
  readonly orders: OrderRepository;
  readonly ledger: LedgerRepository;
  readonly events: EventRepository;
}

/** Whether a fact is one that the books must know of. */
export function movesMoney({ kind }: PaymentFact | RefundFact): boolean {
  return kind === 'capture_seen' || kind === 'refund_succeeded' || kind === 'refund_returned';
}

/**
 * Books what a fact moved, in its transaction. Whether a capture is a sale is read from the order
 * there, too. Should the order win just after that read, its consumer (`awardSales`) finds the
 * capture booked as held for the buyer, or, before this commit, collides with it by waking the
 * payment's row: one of the two starts again. Either way the sale is booked, once.
 */
export async function bookFact(
  { orders, ledger, events }: Books,
  session: Session,
  row: PaymentRow,
  fact: PaymentFact | RefundFact,
): Promise<void> {
  const payment = takenPaymentOf(row);
  if (payment === null) return;
  if (fact.kind === 'capture_seen') {
    const order = await orders.find(row.orderId, session);
    const sale = saleOf(order, row._id);
    await ledger.add(session, [captureEntry(payment, sale)]);
    if (sale !== null) await events.unsettle(session, [sale.eventId]);
  }
  if (fact.kind === 'refund_succeeded' || fact.kind === 'refund_returned') {
    const { refundId, stripeRefundId } = fact;
    const refund = row.refunds?.find((one) => one.refundId === refundId);
    if (refund === undefined) return;
    const { amount, returned = [] } = refund;
    const isBack = fact.kind === 'refund_returned';
    const paid = { refundId, amount, stripeRefundId, nth: returned.length + (isBack ? 0 : 1) };
    const booked = await ledger.entriesOf(session, row._id);
    // What was never booked as taken, or given, has no counterpart here: `ledger check` tells.
    if (booked.length === 0) return;
    if (isBack && !booked.some(({ id }) => id === refundIdOf(refundId, paid.nth))) return;
    await ledger.add(session, [(isBack ? returnEntry : refundEntry)(payment, paid, booked)]);
  }
}
