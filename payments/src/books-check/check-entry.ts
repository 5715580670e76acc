import type { LedgerEntry, Line } from '../domain/ledger/entry.js';
import { type Difference, difference } from './difference.js';

/** Whether an entry is one at all: whole minor units that sum to zero. */
export function checkEntry({ id, lines }: LedgerEntry): Difference[] {
  const sum = lines.reduce((total, { amount }) => total + amount, 0);
  if (lines.some(({ amount }) => !Number.isSafeInteger(amount)))
    return [difference('entry_unbalanced', id, 'an amount is not a whole number')];
  if (sum !== 0) return [difference('entry_unbalanced', id, `its lines sum to ${sum}, not to 0`)];
  return lines.length > 1
    ? []
    : [difference('entry_unbalanced', id, 'it has fewer than two lines')];
}

/** Whether two entries say the same, in whatever order. */
export function saysTheSame(a: LedgerEntry, b: LedgerEntry): boolean {
  return (
    a.currency === b.currency &&
    a.stripeObject === b.stripeObject &&
    a.eventId === b.eventId &&
    linesOf(a) === linesOf(b)
  );
}

export function missing(entry: LedgerEntry): Difference {
  const detail = `not booked: ${linesOf(entry)}`;
  return difference('entry_missing', entry.id, detail, { kind: 'write', entry });
}

export function linesOf({ lines }: { readonly lines: readonly Line[] }): string {
  return lines
    .map(({ account, amount, sellerId = '' }) => `${account} ${sellerId} ${amount}`.trim())
    .sort()
    .join(', ');
}
