import { systemClock } from '@marquee/common/clock';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { SandboxParts } from './sandbox-parts.js';

/** Bounded, so that a turn ends; what is left is due at the next one. */
const perTurnMax = 100;
const restMs = 250;

/** What banks and Stripe do when its time has come, found again after a restart. */
export function createClockwork(parts: Pick<SandboxParts, 'database' | 'refunds' | 'logger'>): Job {
  const { database, refunds, logger } = parts;
  return createLoop({
    ...{ name: 'sandbox-clockwork', clock: systemClock, logger },
    async turn(signal) {
      const due = await refunds.findDue(perTurnMax);
      for (const id of due) {
        if (signal.aborted) break;
        await database.transact((session) => refunds.settle(session, id));
      }
      return { sleepMs: due.length === perTurnMax ? 0 : restMs };
    },
  });
}
