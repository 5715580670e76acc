import type { PaymentRow } from '../data/payment.model.js';
import { takenPaymentOf } from '../data/taken-payment.js';
import { allocate } from '../domain/ledger/allocate.js';
import type { LedgerEntry } from '../domain/ledger/entry.js';
import {
  awardEntry,
  captureEntry,
  refundEntry,
  refundIdOf,
  type TakenPayment,
} from '../domain/ledger/postings.js';
import { saleOf } from '../domain/ledger/sale-of.js';
import type { KnownOrder } from '../domain/verdict.js';
import { linesOf, saysTheSame } from './check-entry.js';
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
  const base = [...entries.filter(({ kind }) => kind !== 'refund'), ...written(taken)];
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

function checkRefunds(
  row: PaymentRow,
  payment: TakenPayment,
  base: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
): Difference[] {
  const found: Difference[] = [];
  const succeeded = (row.refunds ?? []).filter(({ status }) => status === 'succeeded');
  const booked = entries.filter(({ kind }) => kind === 'refund');
  let books: readonly LedgerEntry[] = [...base, ...booked];
  for (const { refundId, amount, stripeRefundId = '' } of succeeded) {
    const entry = booked.find(({ id }) => id === refundIdOf(refundId));
    if (entry === undefined) {
      const expected = refundEntry(payment, { refundId, amount, stripeRefundId }, books);
      books = [...books, expected];
      found.push(missing(expected));
    } else if (
      entry.stripeObject !== stripeRefundId ||
      entry.lines.find(({ account }) => account === 'stripe')?.amount !== -amount.amount
    ) {
      const detail = `it says ${linesOf(entry)} by ${entry.stripeObject}; ${amount.amount} went back by ${stripeRefundId}`;
      found.push(difference('entry_wrong', entry.id, detail));
    }
  }
  const facts = new Set(succeeded.map(({ refundId }) => refundIdOf(refundId)));
  for (const { id } of booked.filter((entry) => !facts.has(entry.id)))
    found.push(difference('entry_without_fact', id, 'no such refund has succeeded'));
  if (found.length === 0 && booked.length > 0) found.push(...checkShares(base, booked));
  return found;
}

/** All that went back together is shared as it would be had it gone at once. */
function checkShares(base: readonly LedgerEntry[], booked: readonly LedgerEntry[]): Difference[] {
  const sums = (list: readonly LedgerEntry[]) => {
    const byHolder = new Map<string, number>();
    for (const { account, amount, sellerId = '' } of list.flatMap(({ lines }) => lines)) {
      const key = `${account} ${sellerId}`;
      if (account !== 'stripe') byHolder.set(key, (byHolder.get(key) ?? 0) + amount);
    }
    return byHolder;
  };
  const holders = [...sums(base)].filter(([, amount]) => amount < 0);
  const back = sums(booked);
  const parts = holders.map(([, amount]) => -amount);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const total = [...back.values()].reduce((sum, amount) => sum + amount, 0);
  const shares = allocate(parts, Math.min(total, whole));
  const off = holders.find(([key], index) => (back.get(key) ?? 0) !== shares[index]);
  if (off === undefined || total > whole) return [];
  const last = booked.at(-1)?.id ?? '';
  return [difference('entry_wrong', last, `the refunds' share of ${off[0].trim()} is not its own`)];
}

function missing(entry: LedgerEntry): Difference {
  const detail = `not booked: ${linesOf(entry)}`;
  return difference('entry_missing', entry.id, detail, { kind: 'write', entry });
}

function wrong(entry: LedgerEntry, expected: LedgerEntry): Difference {
  const detail = `it says ${linesOf(entry)}; the facts are ${linesOf(expected)}`;
  return difference('entry_wrong', entry.id, detail);
}

function written(differences: readonly Difference[]): LedgerEntry[] {
  return differences.flatMap(({ mend }) => (mend?.kind === 'write' ? [mend.entry] : []));
}
