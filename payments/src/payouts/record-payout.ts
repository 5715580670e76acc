import { between } from '@marquee/common/fault-point';
import type { PayoutRow } from '../data/payout.model.js';
import { payoutEntry, reversalEntry, type SentPayout } from '../domain/ledger/postings.js';
import { tried } from '../stripe/call-failure.js';
import type { FoundTransfer } from '../stripe/connect.js';
import type { PayoutDependencies } from './payout-dependencies.js';
import { type Rest, restAfter } from './rest-payout.js';

/**
 * The money is on its way to the seller: the row and the books say so together. What became due
 * since the amount was fixed found this payout open; the next one is opened for it here.
 */
export function recordPaid(
  { database, payouts, ledger, faultPoint }: PayoutDependencies,
  row: PayoutRow,
  transfer: FoundTransfer,
): Promise<PayoutRow> {
  const sent = sentPayoutOf(row, transfer);
  return between(faultPoint, 'record-payout', () =>
    database.transact(async (session) => {
      const { id: transferId, amount } = transfer;
      const changes = { status: 'paid', isOpen: false, transferId, amount } as const;
      const paid = await payouts.save(row, changes, session);
      await ledger.add(session, [payoutEntry(sent)]);
      await payouts.open(row.sellerId, row.currency, session);
      return paid;
    }),
  );
}

/** Somebody took money back at Stripe: the books follow, and the seller is owed it again. */
export async function recordReversals(
  deps: PayoutDependencies,
  row: PayoutRow,
): Promise<{ readonly row: PayoutRow; readonly rest: Rest }> {
  const { database, payouts, ledger, connect, faultPoint } = deps;
  const { transferId } = row;
  if (transferId === undefined) return { row, rest: null };
  const answer = await tried(
    between(faultPoint, 'read-transfer', () => connect.readTransfer(transferId)),
  );
  if ('failure' in answer) return { row, rest: restAfter(deps, row) };
  const { value: transfer } = answer;
  if (transfer.reversed <= row.reversed) return { row, rest: null };
  const saved = await between(faultPoint, 'record-reversal', () =>
    database.transact(async (session) => {
      const changed = await payouts.save(row, { reversed: transfer.reversed }, session);
      const entry = reversalEntry(sentPayoutOf(row, transfer), row.reversed, transfer.reversed);
      await ledger.add(session, [entry]);
      return changed;
    }),
  );
  return { row: saved, rest: null };
}

function sentPayoutOf(row: PayoutRow, { id, amount }: FoundTransfer): SentPayout {
  const { _id, sellerId, currency } = row;
  return { id: _id, sellerId, amount: { amount, currency }, transferId: id };
}
