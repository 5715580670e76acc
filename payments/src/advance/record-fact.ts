import { type PaymentRow, purseOf } from '../data/payment.model.js';
import { isCurrent } from '../domain/payment.js';
import { isRefundFact, type RefundFact, refundTransition } from '../domain/refund-transitions.js';
import { type PaymentFact, transition } from '../domain/transitions.js';
import { announcementOf } from './announce.js';
import { bookFact, movesMoney } from './book-fact.js';
import type { StepDependencies } from './step-dependencies.js';

/** Writes what is now known, what it moved in the books, and its domain event, in one transaction. */
export async function recordFact(
  deps: StepDependencies,
  row: PaymentRow,
  fact: PaymentFact | RefundFact,
): Promise<PaymentRow> {
  const { database, outbox, payments, refundRetryMs } = deps;
  const next = isRefundFact(fact)
    ? refundTransition(purseOf(row), fact, refundRetryMs)
    : transition(row.state, fact);
  if (next === null) return row;
  const { announce, ...changed } = next;
  // Another payment may stand for the order since this one ended, whatever comes back of it.
  const changes = { ...changed, current: row.current && isCurrent(next.state) };
  if (announce === null && !movesMoney(fact)) return payments.save(row, changes);
  return database.transact(async (session) => {
    const version = announce === null ? row.version : row.version + 1;
    const saved = await payments.save(row, { ...changes, version }, session);
    await bookFact(deps, session, saved, fact);
    if (announce !== null) await outbox.add(session, [announcementOf(saved, announce)]);
    return saved;
  });
}
