import type { PayoutRow } from '../data/payout.model.js';
import type { LedgerEntry } from '../domain/ledger/entry.js';
import { payoutEntry } from '../domain/ledger/postings.js';
import { linesOf, saysTheSame } from './check-entry.js';
import { type Difference, difference } from './difference.js';

export interface PayoutBooks {
  readonly row: PayoutRow;
  readonly entries: readonly LedgerEntry[];
  readonly now: Date;
}

const slowMs = 3_600_000;

/**
 * Whether something will happen to an open payout by itself. One that rests waits for a sale, and
 * one that has been due for an hour for a job that does not run.
 */
export function isUnderWay({ status, nextStepAt }: PayoutRow, now: Date): boolean {
  if (status === 'sending') return true;
  return nextStepAt !== undefined && now.getTime() - nextStepAt.getTime() < slowMs;
}

/** Whether what is booked of a payout is what its row says, and whether it goes on. */
export function checkPayoutBooks({ row, entries, now }: PayoutBooks): Difference[] {
  const { _id, status, attemptedAt } = row;
  if (status === 'paid') return checkPaid(row, entries);
  const why = `the payout is ${status}`;
  const unfounded = entries.map(({ id }) => difference('entry_without_fact', id, why));
  const isSlow = attemptedAt !== undefined && now.getTime() - attemptedAt.getTime() > slowMs;
  if (status !== 'sending' || !isSlow) return unfounded;
  const mend = { kind: 'look-at-payout', payoutId: _id } as const;
  const detail = `its transfer was asked for at ${attemptedAt.toISOString()}`;
  return [...unfounded, difference('payout_slow', _id, detail, mend)];
}

function checkPaid(row: PayoutRow, entries: readonly LedgerEntry[]): Difference[] {
  const { _id: id, sellerId, currency, amount = 0, transferId = '', reversed } = row;
  const expected = payoutEntry({ id, sellerId, amount: { amount, currency }, transferId });
  const booked = entries.find(({ kind }) => kind === 'payout');
  if (booked === undefined) {
    const detail = `not booked: ${linesOf(expected)}`;
    return [difference('entry_missing', expected.id, detail, { kind: 'write', entry: expected })];
  }
  if (!saysTheSame(booked, expected)) {
    const detail = `it says ${linesOf(booked)}; the facts are ${linesOf(expected)}`;
    return [difference('entry_wrong', booked.id, detail)];
  }
  const back = entries
    .filter(({ kind }) => kind === 'reversal')
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => (line.account === 'stripe' ? sum + line.amount : sum), 0);
  if (back === reversed) return [];
  return [
    difference(
      'entry_wrong',
      expected.id,
      `${back} came back by the books, ${reversed} by its row`,
    ),
  ];
}
