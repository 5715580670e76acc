import type { Ledger, Violations } from './ledger.js';
import { type LedgerView, viewLedger } from './ledger-view.js';

export type { LedgerView } from './ledger-view.js';

/** A write other than an order, and what its sender was told of it. */
export interface RememberedWrite {
  readonly what: string;
  readonly told: 'done' | 'refused';
  happened(view: LedgerView): boolean;
}

/** I10, for every write but orders: what was said to be done is there, what was refused is not. */
export function writesAreKept(ledger: Ledger, writes: readonly RememberedWrite[]): Violations {
  const view = viewLedger(ledger);
  return writes.flatMap(({ what, told, happened }) => {
    const isThere = happened(view);
    if (told === 'done' && !isThere) return [`I10: ${what} was said to be done and is lost`];
    if (told === 'refused' && isThere) return [`I10: ${what} was refused and has happened`];
    return [];
  });
}
