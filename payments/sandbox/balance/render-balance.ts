import { type Json, seconds } from '../http/json.js';
import type { BalanceTransaction, BalanceTransactionType } from './balance-transactions.js';

/** Money is available at once here, as it is after Stripe's `pm_card_bypassPending`. */
export function renderBalance(sums: ReadonlyMap<string, number>): Json {
  const parts = [...sums].map(([currency, amount]) => ({
    ...{ amount, currency },
    source_types: { card: amount },
  }));
  const none = { amount: 0, currency: 'eur', source_types: { card: 0 } };
  return {
    object: 'balance',
    available: parts.length === 0 ? [none] : parts,
    livemode: false,
    pending: (parts.length === 0 ? [none] : parts).map(({ currency }) => ({
      ...{ amount: 0, currency },
      source_types: { card: 0 },
    })),
  };
}

const categories: Readonly<Record<BalanceTransactionType, string>> = {
  charge: 'charge',
  refund: 'refund',
  refund_failure: 'refund_failure',
  transfer: 'transfer',
  transfer_refund: 'transfer_reversal',
};

/** The sandbox takes no fee of its own. */
export function renderBalanceTransaction(transaction: BalanceTransaction): Json {
  const { _id, amount, createdAt, currency, source, type } = transaction;
  return {
    id: _id,
    object: 'balance_transaction',
    amount,
    available_on: seconds(createdAt),
    balance_type: 'payments',
    created: seconds(createdAt),
    currency,
    description: null,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amount,
    reporting_category: categories[type],
    source,
    status: 'available',
    type,
  };
}
