import type { OrderId, PaymentId } from '@marquee/common/ids';
import type Stripe from 'stripe';
import type { AuditRepository } from '../data/audit.repository.js';
import type { PaymentRow } from '../data/payment.model.js';
import type { PayoutRow } from '../data/payout.model.js';
import type { LedgerEntry } from '../domain/ledger/entry.js';
import type { KnownOrder } from '../domain/verdict.js';
import { type CheckDueOptions, checkDue } from './check-due.js';
import { checkEntry } from './check-entry.js';
import { checkOwed } from './check-owed.js';
import { checkPaymentBooks, wasCaptured } from './check-payment.js';
import { checkPayoutBooks } from './check-payout.js';
import { findMissingIntents, type StripeSums, stripesLists } from './check-stripe.js';
import { checkTotals } from './check-totals.js';
import { type Difference, difference } from './difference.js';
import { lookAgain } from './look-again.js';
import { addToTotals, type Totals } from './totals.js';

export interface CheckBooksOptions extends CheckDueOptions {
  /** Orders' own rows, not the replica: the owner is asked. */
  readonly findOrders: (ids: readonly OrderId[]) => Promise<ReadonlyMap<OrderId, KnownOrder>>;
  /** The winning payments of orders that took money, in batches. */
  readonly winners: () => AsyncIterable<readonly PaymentId[]>;
  readonly stripe: Stripe;
  readonly now: () => Date;
}

export interface BooksSummary {
  payments: number;
  entries: number;
  payouts: number;
  readonly totals: Totals;
}

const skewSeconds = 86_400;

/** Compares books, rows, orders and Stripe, batch by batch, and names each difference. */
export async function* checkBooks(
  options: CheckBooksOptions,
  summary: BooksSummary,
): AsyncIterable<Difference> {
  const sums: StripeSums = { balance: new Map(), capturedIntents: 0 };
  let captured = 0;
  let isSound = true;
  const told = function* (found: Iterable<Difference>) {
    for (const one of found) {
      isSound = false;
      yield one;
    }
  };
  for await (const rows of options.audit.payments()) {
    summary.payments += rows.length;
    captured += rows.filter(wasCaptured).length;
    yield* told(await checkPayments(options, rows));
  }
  for await (const ids of options.winners()) yield* told(await checkWinners(options, ids));
  for await (const entries of options.audit.entries()) {
    summary.entries += entries.length;
    for (const entry of entries) addToTotals(summary.totals, entry);
    yield* told([...entries.flatMap(checkEntry), ...(await checkTies(options.audit, entries))]);
  }
  for await (const rows of options.audit.payouts()) {
    summary.payouts += rows.length;
    yield* told(await checkPayouts(options, rows));
  }
  for await (const one of checkDue(options)) yield* told([one]);
  const first = await options.audit.firstPaymentAt();
  if (first === null) return;
  const since = Math.floor(first.getTime() / 1000) - skewSeconds;
  const check = { ...options, since, sums };
  for (const part of stripesLists) for await (const one of part(check)) yield* told([one]);
  if (sums.capturedIntents < captured)
    for await (const one of findMissingIntents(check)) yield* told([one]);
  if (isSound) yield* await checkTotals(check, summary.totals);
}

function checkPayments(
  { audit, findOrders, pause }: CheckBooksOptions,
  rows: readonly PaymentRow[],
): Promise<readonly Difference[]> {
  return lookAgain(rows, {
    async compare(items) {
      const booked = await audit.entriesOfPayments(items.map(({ _id }) => _id));
      const entries = groupBy(booked, (one) => one.paymentId);
      const orders = await findOrders(items.map(({ orderId }) => orderId));
      return items.map((row) => {
        const order = orders.get(row.orderId) ?? null;
        const books = { row, order, entries: entries.get(row._id) ?? [] };
        return { item: row, differences: [...checkPaymentBooks(books), ...checkOwed(row, order)] };
      });
    },
    refresh: (items) => audit.findPayments(items.map(({ _id }) => _id)),
    pause,
  });
}

async function checkWinners({ audit }: CheckBooksOptions, ids: readonly PaymentId[]) {
  const known = new Set((await audit.findPayments(ids)).map(({ _id }) => _id));
  return ids
    .filter((id) => !known.has(id))
    .map((id) => difference('payment_missing', id, 'an order was paid by it'));
}

/** Every entry is tied to a payment or a payout that there is. */
async function checkTies(audit: AuditRepository, entries: readonly LedgerEntry[]) {
  const payments = await audit.findPayments(entries.flatMap(({ paymentId }) => paymentId ?? []));
  const payouts = await audit.findPayouts(entries.flatMap(({ payoutId }) => payoutId ?? []));
  const known = new Set<string>([...payments, ...payouts].map(({ _id }) => _id));
  return entries
    .filter(({ paymentId, payoutId }) => !known.has(paymentId ?? payoutId ?? ''))
    .map(({ id }) => difference('entry_without_fact', id, 'its payment or payout is not there'));
}

function checkPayouts(
  { audit, now, pause }: CheckBooksOptions,
  rows: readonly PayoutRow[],
): Promise<readonly Difference[]> {
  return lookAgain(rows, {
    async compare(items) {
      const booked = await audit.entriesOfPayouts(items.map(({ _id }) => _id));
      const entries = groupBy(booked, (entry) => entry.payoutId);
      return items.map((row) => {
        const books = { row, entries: entries.get(row._id) ?? [], now: now() };
        return { item: row, differences: checkPayoutBooks(books) };
      });
    },
    refresh: (items) => audit.findPayouts(items.map(({ _id }) => _id)),
    pause,
  });
}

function groupBy<T, Key>(items: readonly T[], keyOf: (item: T) => Key | undefined): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
