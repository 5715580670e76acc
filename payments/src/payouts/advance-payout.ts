import { between } from '@marquee/common/fault-point';
import type { PayoutRow } from '../data/payout.model.js';
import { nextPayoutStep } from '../domain/payout/next-payout-step.js';
import type { FoundTransfer } from '../stripe/connect.js';
import { beginPayout } from './begin-payout.js';
import type { PayoutDependencies } from './payout-dependencies.js';
import { recordPaid, recordReversals } from './record-payout.js';
import { type Rest, restAfter, restOnFailure } from './rest-payout.js';
import { lookForTransfer, sendTransfer } from './send-transfer.js';

/**
 * Takes a leased payout as far as it goes now, then gives the lease back. It may die at any await
 * and be run again: the row says what was begun, Stripe's list whether it was done.
 */
export async function advancePayout(deps: PayoutDependencies, leased: PayoutRow): Promise<void> {
  const { row, rest } = await advanceUntilRest(deps, leased);
  const { wakes: wakesSeen = 0 } = leased;
  await between(deps.faultPoint, 'rest-payout', () =>
    deps.payouts.rest(row, { afterMs: rest, wakesSeen }),
  );
}

async function advanceUntilRest(
  deps: PayoutDependencies,
  leased: PayoutRow,
): Promise<{ readonly row: PayoutRow; readonly rest: Rest }> {
  let row = leased;
  let isFresh = false;
  let found: FoundTransfer | 'none' | null = null;
  for (;;) {
    const step = nextPayoutStep({
      ...{ status: row.status, attempt: row.attempt, isFresh },
      found: found === null || found === 'none' ? found : 'transfer',
      ageMs: row.leasedAt.getTime() - (row.attemptedAt ?? row.leasedAt).getTime(),
      isKeySpent: row.isKeySpent === true,
    });
    switch (step.kind) {
      case 'done':
        return recordReversals(deps, row);
      case 'wait':
        return { row, rest: restAfter(deps, row) };
      case 'begin': {
        const begun = await beginPayout(deps, row);
        if (!begun.isBegun) return begun;
        ({ row } = begun);
        isFresh = true;
        found = null;
        break;
      }
      case 'look': {
        const answer = await lookForTransfer(deps, row);
        if ('failure' in answer) return { row, rest: restAfter(deps, row) };
        found = answer.value ?? 'none';
        break;
      }
      case 'send': {
        const answer = await sendTransfer(deps, row);
        isFresh = false;
        if ('failure' in answer) return restOnFailure(deps, row, answer.failure);
        found = answer.value;
        break;
      }
      case 'record':
        if (found !== null && found !== 'none') row = await recordPaid(deps, row, found);
        break;
    }
  }
}
