import type { Clock } from '@marquee/common/clock';
import { between, type FaultPoint, noFaults } from '@marquee/common/fault-point';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Advancer } from '../../advance/advancer.js';
import type { LeasedPaymentRepository } from '../../data/leased-payment.repository.js';
import type { Haste } from '../../data/payment.model.js';
import type { ReadPace } from '../../data/read-pace.repository.js';

export interface PaymentWorkerDependencies {
  readonly payments: LeasedPaymentRepository;
  readonly advancer: Advancer;
  readonly pace: ReadPace;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called around every await; tests stop there. */
  readonly faultPoint?: FaultPoint;
}

/** So many payments at once: Stripe answers in a few hundred milliseconds, we need not wait. */
const underWayMax = 16;
const sleepMsMax = 1_000;
/** Of the re-reads that are permitted: buyers who ask and ask must not keep the schedule waiting. */
const scheduledShare = 1 / 4;

/**
 * Advances every unfinished payment whose step is due, on every replica: a payment is claimed by
 * compare-and-set, so none is run twice at a time. Polling is the truth, a nudge only a hint.
 */
export function createPaymentWorker(deps: PaymentWorkerDependencies): Job & { nudge(): void } {
  const { payments, advancer, pace, clock, logger, faultPoint = noFaults } = deps;
  /** Claimed here. What requests began has no part in it: many of them must not stop captures. */
  let underWay = 0;
  /** What the schedule has of its share so far: permits may come one by one. */
  let owed = 0;
  const loop = createLoop({
    name: 'payment-worker',
    clock,
    logger,
    async turn() {
      await claimDue();
      return { sleepMs: await pauseMs() };
    },
  });

  async function claim(haste: Haste): Promise<boolean> {
    const row = await between(faultPoint, 'claim', () => payments.tryClaimDue(haste));
    if (row === null) return false;
    underWay += 1;
    void advancer.advance(row).then(() => {
      underWay -= 1;
      loop.wake();
    });
    return true;
  }

  /** Answers how many it claimed. */
  async function claimUpTo(max: number, haste: Haste): Promise<number> {
    let claimed = 0;
    while (claimed < max && (await claim(haste))) claimed += 1;
    return claimed;
  }

  /** The orders' word first, without limit; then buyers, then the schedule, within Stripe's limits. */
  async function claimDue(): Promise<void> {
    await claimUpTo(underWayMax - underWay, 'urgent');
    // Permits are for all replicas together: none is taken that has no payment to read.
    const permitted = await between(faultPoint, 'permit', async () => {
      const wanted = await payments.countRereadsDue(underWayMax - underWay);
      return wanted === 0 ? 0 : pace.take(wanted);
    });
    owed += permitted * scheduledShare;
    const kept = Math.floor(owed);
    owed -= kept;
    let left = permitted - (await claimUpTo(permitted - kept, 'hinted'));
    left -= await claimUpTo(left, 'scheduled');
    await claimUpTo(left, 'hinted');
  }

  async function pauseMs(): Promise<number> {
    const full = underWay >= underWayMax;
    const untilDueMs = full
      ? sleepMsMax
      : ((await between(faultPoint, 'look-ahead', () => payments.msUntilDue())) ?? sleepMsMax);
    // Due but not claimed: the pace is used up, or somebody else has just taken it.
    return Math.min(sleepMsMax, Math.max(untilDueMs, 50));
  }

  return {
    name: loop.name,
    nudge: loop.wake,
    start: loop.start,
    async stop() {
      await loop.stop();
      await advancer.drain();
    },
  };
}
