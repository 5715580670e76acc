import type { OrderId, PaymentId } from '@marquee/common/ids';
import type Stripe from 'stripe';
import type { AuditRepository } from '../data/audit.repository.js';
import type { PaymentRow } from '../data/payment.model.js';
import type { PayoutRow } from '../data/payout.model.js';
import type { LedgerEntry } from '../domain/ledger/entry.js';
import type { KnownOrder } from '../domain/verdict.js';
import { checkEntry } from './check-entry.js';
import { checkOwed } from './check-owed.js';
import { checkPaymentBooks, wasCaptured } from './check-payment.js';
import { checkPayoutBooks } from './check-payout.js';
import {
  checkIntents,
  checkRefundsAtStripe,
  checkTransfers,
  findMissingIntents,
  type StripeSums,
} from './check-stripe.js';
import { type Difference, difference } from './difference.js';
import { addToTotals, type Totals } from './totals.js';

export interface CheckBooksOptions {
  readonly audit: AuditRepository;
  /** Orders' own rows, not the replica: the owner is asked. */
  readonly findOrders: (ids: readonly OrderId[]) => Promise<ReadonlyMap<OrderId, KnownOrder>>;
  /** The winning payments of orders that took money, in batches. */
  readonly winners: () => AsyncIterable<readonly PaymentId[]>;
  readonly stripe: Stripe;
  /** Whether a failed payout's money is due, and nothing is under way for it. */
  readonly isLeftDue: (payout: PayoutRow) => Promise<boolean>;
  readonly now: () => Date;
  /** Before something that is under way is looked at again. */
  readonly pause: () => Promise<void>;
}

export interface BooksSummary {
  payments: number;
  entries: number;
  payouts: number;
  readonly totals: Totals;
}

const looksMax = 3;
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
  const first = await options.audit.firstPaymentAt();
  if (first === null) return;
  const since = Math.floor(first.getTime() / 1000) - skewSeconds;
  const check = { stripe: options.stripe, audit: options.audit, since, sums };
  for (const part of [checkIntents, checkRefundsAtStripe, checkTransfers])
    for await (const one of part(check)) yield* told([one]);
  if (sums.capturedIntents < captured)
    for await (const one of findMissingIntents(check)) yield* told([one]);
  if (isSound) yield* checkTotals(summary.totals, sums);
}

/** What is under way differs for a moment: only what still does after a pause is told. */
async function checkPayments(
  options: CheckBooksOptions,
  rows: readonly PaymentRow[],
): Promise<Difference[]> {
  let left = rows;
  for (let look = 1; ; look += 1) {
    const ids = left.map(({ _id }) => _id);
    const entries = groupBy(await options.audit.entriesOfPayments(ids), (one) => one.paymentId);
    const orders = await options.findOrders(left.map(({ orderId }) => orderId));
    const found = left.map((row) => {
      const order = orders.get(row.orderId) ?? null;
      const books = { row, order, entries: entries.get(row._id) ?? [] };
      return { row, differences: [...checkPaymentBooks(books), ...checkOwed(row, order)] };
    });
    const differing = found.filter(({ differences }) => differences.length > 0);
    if (differing.length === 0 || look === looksMax)
      return differing.flatMap(({ differences }) => differences);
    await options.pause();
    left = await options.audit.findPayments(differing.map(({ row }) => row._id));
  }
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

async function checkPayouts(options: CheckBooksOptions, rows: readonly PayoutRow[]) {
  const booked = await options.audit.entriesOfPayouts(rows.map(({ _id }) => _id));
  const entries = groupBy(booked, (entry) => entry.payoutId);
  const found: Difference[] = [];
  for (const row of rows) {
    const isLeftDue = row.status === 'failed' && (await options.isLeftDue(row));
    const books = { row, entries: entries.get(row._id) ?? [], isLeftDue, now: options.now() };
    found.push(...checkPayoutBooks(books));
  }
  return found;
}

function* checkTotals(totals: Totals, { balance }: StripeSums): Iterable<Difference> {
  for (const currency of new Set([...totals.keys(), ...balance.keys()])) {
    const booked = totals.get(currency as never)?.stripe ?? 0;
    const there = balance.get(currency) ?? 0;
    if (booked === there) continue;
    yield difference('stripe_total', currency, `the books say ${booked}, Stripe's lists ${there}`);
  }
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
