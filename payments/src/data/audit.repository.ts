import type { PaymentId, PayoutId, UserId } from '@marquee/common/ids';
import type { Currency } from '@marquee/common/money';
import type { Database } from '@marquee/common/mongo';
import type { Model } from 'mongoose';
import type { LedgerEntry } from '../domain/ledger/entry.js';
import { ledgerModel } from './ledger.model.js';
import { entryOf } from './ledger.repository.js';
import { type PaymentRow, paymentModel } from './payment.model.js';
import { type PayoutRow, payoutModel } from './payout.model.js';
import { listSellerSums, type SellerSums } from './seller-sums.js';

/** All of the books and rows, in batches: a check holds one of them at a time. */
export interface AuditRepository {
  payments(): AsyncIterable<readonly PaymentRow[]>;
  payouts(): AsyncIterable<readonly PayoutRow[]>;
  entries(): AsyncIterable<readonly LedgerEntry[]>;
  findPayments(ids: readonly PaymentId[]): Promise<readonly PaymentRow[]>;
  findPaymentsOfIntents(intentIds: readonly string[]): Promise<readonly PaymentRow[]>;
  findPayouts(ids: readonly PayoutId[]): Promise<readonly PayoutRow[]>;
  entriesOfPayments(ids: readonly PaymentId[]): Promise<readonly LedgerEntry[]>;
  entriesOfPayouts(ids: readonly PayoutId[]): Promise<readonly LedgerEntry[]>;
  /** What each seller's lines come to. */
  sellerSums(): AsyncIterable<SellerSums>;
  lastPayout(sellerId: UserId, currency: Currency): Promise<PayoutRow | null>;
  /** When the first payment began; null without payments. */
  firstPaymentAt(): Promise<Date | null>;
}

export const batchSize = 500;

export function createAuditRepository({ connection }: Database): AuditRepository {
  const [payments, payouts, ledger] = [
    paymentModel(connection),
    payoutModel(connection),
    ledgerModel(connection),
  ];
  const entriesWhere = async (filter: object) =>
    (await ledger.find(filter).sort({ at: 1, _id: 1 }).lean()).map(entryOf);

  return {
    payments: () => batches<PaymentRow>(payments),
    payouts: () => batches<PayoutRow>(payouts),
    async *entries() {
      for await (const rows of batches(ledger)) yield rows.map(entryOf);
    },
    findPayments: (ids) => payments.find({ _id: { $in: [...ids] } }).lean<PaymentRow[]>(),
    findPaymentsOfIntents: (intentIds) =>
      payments.find({ 'state.intentId': { $in: [...intentIds] } }).lean<PaymentRow[]>(),
    findPayouts: (ids) => payouts.find({ _id: { $in: [...ids] } }).lean<PayoutRow[]>(),
    entriesOfPayments: (ids) => entriesWhere({ paymentId: { $in: [...ids] } }),
    entriesOfPayouts: (ids) => entriesWhere({ payoutId: { $in: [...ids] } }),
    sellerSums: () => listSellerSums(connection),
    lastPayout: (sellerId, currency) =>
      payouts.findOne({ sellerId, currency }).sort({ _id: -1 }).lean<PayoutRow | null>(),
    async firstPaymentAt() {
      const first = await payments
        .findOne({}, { createdAt: 1 })
        .sort({ _id: 1 })
        .lean<PaymentRow>();
      return first?.createdAt ?? null;
    },
  };
}

async function* batches<Row extends { readonly _id: unknown }>(
  model: Model<Row>,
): AsyncIterable<readonly Row[]> {
  let last: unknown;
  for (;;) {
    const after = last === undefined ? {} : { _id: { $gt: last } };
    const rows = await model.find(after).sort({ _id: 1 }).limit(batchSize).lean<Row[]>();
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)?._id;
  }
}
