import type { Session } from '@marquee/common/mongo';
import type { EventRepository } from '../../data/event.repository.js';
import type { LedgerRepository } from '../../data/ledger.repository.js';
import type { PaymentRepository } from '../../data/payment.repository.js';
import { takenPaymentOf } from '../../data/taken-payment.js';
import { awardEntry } from '../../domain/ledger/postings.js';
import { saleOf } from '../../domain/ledger/sale-of.js';
import type { KnownOrder } from '../../domain/verdict.js';

export interface AwardSalesDependencies {
  readonly payments: PaymentRepository;
  readonly ledger: LedgerRepository;
  readonly events: EventRepository;
}

/** Orders that won with money that was taken before: what was held for the buyer is a sale now. */
export async function awardSales(
  { payments, ledger, events }: AwardSalesDependencies,
  session: Session,
  orders: readonly KnownOrder[],
): Promise<void> {
  const winners = new Map(
    orders.flatMap((order) => (order.paymentId ? [[order.paymentId, order]] : [])),
  );
  if (winners.size === 0) return;
  const held = await ledger.findHeld(session, [...winners.keys()]);
  if (held.length === 0) return;
  const rows = await payments.findAll(session, held);
  const entries = rows.flatMap((row) => {
    const payment = takenPaymentOf(row);
    const sale = saleOf(winners.get(row._id) ?? null, row._id);
    return payment === null || sale === null ? [] : (awardEntry(payment, sale) ?? []);
  });
  await ledger.add(session, entries);
  await events.unsettle(
    session,
    entries.flatMap(({ eventId }) => eventId ?? []),
  );
}
