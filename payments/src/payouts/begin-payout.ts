import { between } from '@marquee/common/fault-point';
import type { PayoutRow } from '../data/payout.model.js';
import type { PayoutDependencies } from './payout-dependencies.js';
import { readPayable } from './read-payable.js';
import { findReadyAccount } from './ready-account.js';
import { type Rest, restAfter } from './rest-payout.js';

export interface BegunPayout {
  readonly row: PayoutRow;
  /** Whether a transfer is to be sent; otherwise the payout rests. */
  readonly isBegun: boolean;
  readonly rest: Rest;
}

/**
 * Fixes what is sent and where to, before anything is asked for. What is due is read in the same
 * transaction; what is booked later is the next payout's.
 */
export async function beginPayout(deps: PayoutDependencies, row: PayoutRow): Promise<BegunPayout> {
  const { database, payouts, faultPoint } = deps;
  const accountId = await findReadyAccount(deps, row.sellerId);
  if (accountId === null) {
    const waiting = await between(faultPoint, 'wait-for-account', () =>
      payouts.save(row, { status: 'due', waitsFor: 'account' }),
    );
    return { row: waiting, isBegun: false, rest: restAfter(deps, row) };
  }
  return between(faultPoint, 'begin-payout', () =>
    database.transact(async (session) => {
      const { amount } = await readPayable(deps, row.sellerId, row.currency, session);
      if (amount === 0) {
        const idle = await payouts.save(row, { status: 'due', waitsFor: 'sales' }, session);
        return { row: idle, isBegun: false, rest: null };
      }
      const attempt = row.attempt + 1;
      const changes = { status: 'sending', amount, accountId, attempt } as const;
      return { row: await payouts.begin(row, changes, session), isBegun: true, rest: null };
    }),
  );
}
