import type { Session } from '@marquee/common/mongo';
import type { EventRepository } from '../data/event.repository.js';
import type { LedgerRepository } from '../data/ledger.repository.js';
import type { OrderRepository } from '../data/order.repository.js';
import type { PaymentRow } from '../data/payment.model.js';
import { takenPaymentOf } from '../data/taken-payment.js';
import { captureEntry, refundEntry } from '../domain/ledger/postings.js';
import { saleOf } from '../domain/ledger/sale-of.js';
import type { RefundFact } from '../domain/refund-transitions.js';
import type { PaymentFact } from '../domain/transitions.js';

export interface Books {
  readonly orders: OrderRepository;
  readonly ledger: LedgerRepository;
  readonly events: EventRepository;
}

/**
 * Books what a fact moved, in its transaction. The order is read there, too: were it to win
 * meanwhile, both transactions would write the payment's row, and one of them starts again.
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
  if (fact.kind === 'refund_succeeded') {
    const { refundId, stripeRefundId } = fact;
    const amount = row.refunds?.find((refund) => refund.refundId === refundId)?.amount;
    const booked = await ledger.entriesOf(session, row._id);
    // What was never booked as taken cannot be given back in the books: `ledger check` tells.
    if (amount === undefined || booked.length === 0) return;
    await ledger.add(session, [refundEntry(payment, { refundId, amount, stripeRefundId }, booked)]);
  }
}
