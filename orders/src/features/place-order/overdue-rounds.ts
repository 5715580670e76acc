import type { Clock } from '@marquee/common/clock';
import type { Logger } from '@marquee/common/logging';

/** Others wait no longer than this for a round that does not end; then the database is tried again. */
const overdueMsMax = 5_000;

/**
 * Rounds whose requests were answered at the deadline and which have not ended: the database
 * hangs. Until they end, or are given up, requests behind them are told to try again at once,
 * which spares the database. Nothing is decided by it: a closed round sends no commit any more, and
 * what it had sent is the database's to settle.
 */
export interface OverdueRounds {
  readonly size: number;
  /** Counts the round as overdue until it ends or is given up. Never rejects. */
  watch(served: Promise<void>): Promise<void>;
}

export function createOverdueRounds(deps: {
  readonly clock: Clock;
  readonly logger: Logger;
}): OverdueRounds {
  const { clock, logger } = deps;
  const overdue = new Set<Promise<void>>();
  return {
    get size() {
      return overdue.size;
    },
    async watch(served) {
      const timer = new AbortController();
      const ended = served
        .catch((error: unknown) => logger.error({ err: error }, 'an overdue round failed'))
        .then(() => true);
      overdue.add(served);
      const hasEnded = await Promise.race([
        ended,
        clock.sleep(overdueMsMax, timer.signal).then(() => false),
      ]);
      timer.abort();
      overdue.delete(served);
      if (!hasEnded)
        logger.error('a round has not ended; others are served without waiting for it');
    },
  };
}
