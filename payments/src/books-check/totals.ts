import type { Currency } from '@marquee/common/money';
import type { LedgerEntry } from '../domain/ledger/entry.js';

/** What lies on each kind of account, in minor units: debits are positive. Together they are zero. */
export interface AccountTotals {
  stripe: number;
  sellers: number;
  buyers: number;
  platformFee: number;
}

export type Totals = Map<Currency, AccountTotals>;

export function addToTotals(totals: Totals, { currency, lines }: LedgerEntry): void {
  const sums = totals.get(currency) ?? { stripe: 0, sellers: 0, buyers: 0, platformFee: 0 };
  totals.set(currency, sums);
  for (const { account, amount } of lines) {
    if (account === 'stripe') sums.stripe += amount;
    else if (account === 'platform_fee') sums.platformFee += amount;
    else if (account.startsWith('seller:')) sums.sellers += amount;
    else sums.buyers += amount;
  }
}
