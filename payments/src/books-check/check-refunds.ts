import type { PaymentRow } from '../data/payment.model.js';
import { allocate } from '../domain/ledger/allocate.js';
import { type LedgerEntry, movedOn } from '../domain/ledger/entry.js';
import type { TakenPayment } from '../domain/ledger/postings.js';
import {
  isOfRefunds,
  type PaidRefund,
  refundEntry,
  refundIdOf,
  returnEntry,
  returnIdOf,
} from '../domain/ledger/refund-postings.js';
import type { Refund } from '../domain/refund.js';
import { linesOf, missing } from './check-entry.js';
import { type Difference, difference } from './difference.js';

/** Whether what went back, and what came back from there, is booked as the payment's row says. */
export function checkRefunds(
  row: PaymentRow,
  payment: TakenPayment,
  base: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
): Difference[] {
  const found: Difference[] = [];
  const booked = entries.filter(isOfRefunds);
  const facts = new Set<string>();
  let books: readonly LedgerEntry[] = [...base, ...booked];
  for (const { id, write, paid } of (row.refunds ?? []).flatMap(movesOf)) {
    facts.add(id);
    const entry = booked.find((one) => one.id === id);
    const expected = write(payment, paid, books);
    if (entry === undefined) {
      books = [...books, expected];
      found.push(missing(expected));
    } else if (
      entry.stripeObject !== paid.stripeRefundId ||
      movedOn(entry, 'stripe') !== movedOn(expected, 'stripe')
    ) {
      const detail = `it says ${linesOf(entry)} by ${entry.stripeObject}; it was ${paid.amount.amount} by ${paid.stripeRefundId}`;
      found.push(difference('entry_wrong', entry.id, detail));
    }
  }
  for (const { id } of booked.filter((entry) => !facts.has(entry.id)))
    found.push(difference('entry_without_fact', id, 'no such refund has succeeded'));
  if (found.length === 0 && booked.length > 0) found.push(...checkShares(base, booked));
  return found;
}

interface Move {
  readonly id: string;
  readonly write: typeof refundEntry;
  readonly paid: PaidRefund;
}

/** What a refund moved, in its order: it may have come back, and gone again. */
function movesOf({ refundId, amount, status, stripeRefundId = '', returned = [] }: Refund): Move[] {
  const gone = status === 'succeeded' ? [...returned, stripeRefundId] : returned;
  return gone.flatMap((id, index) => {
    const nth = index + 1;
    const paid = { refundId, amount, stripeRefundId: id, nth };
    const went = { id: refundIdOf(refundId, nth), write: refundEntry, paid };
    const cameBack = { id: returnIdOf(refundId, nth), write: returnEntry, paid };
    return index < returned.length ? [went, cameBack] : [went];
  });
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
  // What came back is held for the buyer, and was shared when it went.
  const held = [...back].filter(
    ([key, amount]) => !holders.some(([of]) => of === key) && amount < 0,
  );
  const heldSum = held.reduce((sum, [, amount]) => sum - amount, 0);
  const total = [...back.values()].reduce((sum, amount) => sum + amount, heldSum);
  const shares = allocate(parts, Math.min(total, whole));
  const off = holders.find(([key], index) => (back.get(key) ?? 0) !== shares[index]);
  if (off === undefined || total > whole) return [];
  const last = booked.at(-1)?.id ?? '';
  return [difference('entry_wrong', last, `the refunds' share of ${off[0].trim()} is not its own`)];
}
