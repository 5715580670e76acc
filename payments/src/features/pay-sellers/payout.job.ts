import type { Clock } from '@marquee/common/clock';
import { between } from '@marquee/common/fault-point';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { EventRepository } from '../../data/event.repository.js';
import { LeaseLost } from '../../data/lease.js';
import { advancePayout } from '../../payouts/advance-payout.js';
import type { PayoutDependencies } from '../../payouts/payout-dependencies.js';

export interface PayoutJobDependencies extends PayoutDependencies {
  readonly events: EventRepository;
  readonly clock: Clock;
  readonly idleMsMax: number;
}

/** So many Events and payouts a turn: each is one unit of work, and a stop waits for the turn. */
const perTurnMax = 20;

/**
 * Pays sellers, on every replica. An Event that is over opens a payout for each seller of it; what
 * is due then is read when it is sent, so that Events, refunds and reversals all come together.
 */
export function createPayoutJob(deps: PayoutJobDependencies): Job & { wake(): void } {
  const { payouts, events, books, logger, clock, faultPoint, idleMsMax } = deps;

  /** May be done twice: opening a payout that is open only makes it due. */
  async function settleOne(): Promise<boolean> {
    const event = await between(faultPoint, 'find-event', () =>
      events.findUnsettled(deps.payoutDelayMs),
    );
    if (event === null) return false;
    const sellers = await between(faultPoint, 'list-sellers', () => books.listSellersOf(event._id));
    for (const { sellerId, currency } of sellers)
      await between(faultPoint, 'open-payout', () => payouts.open(sellerId, currency));
    await between(faultPoint, 'settle-event', () => events.settle(event));
    return true;
  }

  async function advanceOne(): Promise<boolean> {
    const row = await between(faultPoint, 'claim-payout', () => payouts.tryClaimDue());
    if (row === null) return false;
    try {
      await advancePayout(deps, row);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      logger.info({ payoutId: row._id }, 'somebody else carries this payout on');
    }
    return true;
  }

  async function repeat(work: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
    for (let done = 0; done < perTurnMax && !signal.aborted; done += 1) if (!(await work())) return;
  }

  return createLoop({
    name: 'payouts',
    clock,
    logger,
    async turn(signal) {
      await repeat(settleOne, signal);
      await repeat(advanceOne, signal);
      const untilDueMs = await between(faultPoint, 'look-ahead-payouts', () =>
        payouts.msUntilDue(),
      );
      return { sleepMs: Math.min(idleMsMax, Math.max(untilDueMs ?? idleMsMax, 50)) };
    },
  });
}
