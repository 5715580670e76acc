import type { PaymentRow } from '../data/payment.model.js';
import { takenPaymentOf } from '../data/taken-payment.js';
import type { LedgerEntry } from '../domain/ledger/entry.js';
import { awardEntry, captureEntry, type TakenPayment } from '../domain/ledger/postings.js';
import { isOfRefunds } from '../domain/ledger/refund-postings.js';
import { saleOf } from '../domain/ledger/sale-of.js';
import type { KnownOrder } from '../domain/verdict.js';
import { linesOf, missing, saysTheSame } from './check-entry.js';
import { checkRefunds } from './check-refunds.js';
import { type Difference, difference } from './difference.js';

/** A payment, its order as orders has it, and what is booked of it. */
export interface PaymentBooks {
  readonly row: PaymentRow;
  readonly order: KnownOrder | null;
  readonly entries: readonly LedgerEntry[];
}

/** Whether what is booked of a payment is what its row and its order say, no more and no less. */
export function checkPaymentBooks({ row, order, entries }: PaymentBooks): Difference[] {
  const payment = takenPaymentOf(row);
  if (payment === null || !wasCaptured(row)) {
    const why = `the payment is ${row.state.status}: nothing was taken`;
    return entries.map(({ id }) => difference('entry_without_fact', id, why));
  }
  const taken = checkTaken(payment, order, entries);
  const base = [...entries.filter((entry) => !isOfRefunds(entry)), ...written(taken)];
  return [...taken, ...checkRefunds(row, payment, base, entries)];
}

export function wasCaptured({ state }: PaymentRow): boolean {
  return ['captured', 'refunding', 'refunded'].includes(state.status);
}

function checkTaken(
  payment: TakenPayment,
  order: KnownOrder | null,
  entries: readonly LedgerEntry[],
): Difference[] {
  const sale = saleOf(order, payment.id);
  const capture = entries.find(({ kind }) => kind === 'capture');
  const award = entries.find(({ kind }) => kind === 'award');
  const held = captureEntry(payment, null);
  if (capture === undefined) return [missing(captureEntry(payment, sale))];
  if (!saysTheSame(capture, held))
    return sale === null || !saysTheSame(capture, captureEntry(payment, sale))
      ? [wrong(capture, captureEntry(payment, sale))]
      : award === undefined
        ? []
        : [difference('entry_without_fact', award.id, 'the capture was booked as a sale at once')];
  const expected = sale === null ? null : awardEntry(payment, sale);
  if (expected === null)
    return award === undefined
      ? []
      : [difference('entry_without_fact', award.id, 'no order won with this payment')];
  if (award === undefined) return [missing(expected)];
  return saysTheSame(award, expected) ? [] : [wrong(award, expected)];
}

function wrong(entry: LedgerEntry, expected: LedgerEntry): Difference {
  const detail = `it says ${linesOf(entry)}; the facts are ${linesOf(expected)}`;
  return difference('entry_wrong', entry.id, detail);
}

function written(differences: readonly Difference[]): LedgerEntry[] {
  return differences.flatMap(({ mend }) => (mend?.kind === 'write' ? [mend.entry] : []));
}
