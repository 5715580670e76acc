import { type Clock, systemClock } from '@marquee/common/clock';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Database } from '@marquee/common/mongo';
import type { PaymentIntents } from './intents/payment-intents.js';
import type { Refunds } from './refunds/refunds.js';

/** Bounded, so that a turn ends; what is left is due at the next one. */
const perTurnMax = 100;
const restMs = 250;
/** Stripe lets go of a card after seven days without a capture. */
const authorisationMs = 7 * 24 * 60 * 60 * 1000;

export interface ClockworkDependencies {
  readonly database: Database;
  readonly refunds: Refunds;
  readonly paymentIntents: PaymentIntents;
  /** The sandbox's. */
  readonly clock: Clock;
}

/** Does what banks and Stripe do by themselves when its time has come. Says how much it was. */
export function createSettleDue(deps: ClockworkDependencies): () => Promise<number> {
  const { database, refunds, paymentIntents, clock } = deps;
  return async () => {
    const due = await refunds.findDue(perTurnMax);
    for (const id of due) await database.transact((session) => refunds.settle(session, id));
    const authorisedBefore = new Date(clock.now().getTime() - authorisationMs);
    const expired = await paymentIntents.findUncaptured(authorisedBefore, perTurnMax);
    for (const id of expired) {
      await database.transact((session) => paymentIntents.expire(session, id));
    }
    return Math.max(due.length, expired.length);
  };
}

/** Looks again and again: what is due is found in the rows, also after a restart. */
export function createClockwork(settleDue: () => Promise<number>, logger: Logger): Job {
  return createLoop({
    ...{ name: 'sandbox-clockwork', clock: systemClock, logger },
    turn: async () => ({ sleepMs: (await settleDue()) === perTurnMax ? 0 : restMs }),
  });
}
