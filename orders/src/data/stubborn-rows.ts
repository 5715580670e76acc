import type { Clock } from '@marquee/common/clock';
import { Problem } from '@marquee/common/errors';
import { isTransient } from '@marquee/common/mongo';

const restMs = 60_000;

/** Rows that a job failed at: they rest for a minute, so that others go before them. */
export interface StubbornRows<Id> {
  /** What is left alone now. */
  resting(): Id[];
  /**
   * Lets the row rest if it is the row that is at fault, and says whether it is. A database that is
   * away says nothing about it, nor does a commit that nobody knows of: the next turn finds what is
   * left.
   */
  blame(id: Id, error: unknown): boolean;
}

export function createStubbornRows<Id>(clock: Clock): StubbornRows<Id> {
  const restsUntilMs = new Map<Id, number>();
  return {
    resting() {
      const nowMs = clock.now().getTime();
      for (const [id, untilMs] of restsUntilMs) if (untilMs <= nowMs) restsUntilMs.delete(id);
      return [...restsUntilMs.keys()];
    },
    blame(id, error) {
      if (isTransient(error) || isOutcomeUnknown(error)) return false;
      restsUntilMs.set(id, clock.now().getTime() + restMs);
      return true;
    },
  };
}

function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof Problem && error.code === 'outcome_unknown';
}
