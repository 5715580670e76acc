import { type Clock, unheld } from '../clock.js';
import { createLoop } from '../lifecycle/create-loop.js';
import type { Job } from '../lifecycle/service.js';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import type { InboxMetrics } from './inbox-metrics.js';
import { inboxCollections } from './rows.model.js';

export interface BacklogWatchOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: InboxMetrics;
  /** From the end of a count to the next. Default 10 seconds. */
  readonly pauseMs?: number;
}

/** Counting further would cost more than it tells. */
const countMax = 10_000;

/**
 * Counts at once, and again and again, what waits and what is parked: any replica may have stored
 * it, so the database is asked. Only for the metrics, and so it keeps no process alive. One count
 * at a time: a slow database is not asked more often. `stop` waits for the count under way.
 */
export function createBacklogWatch(options: BacklogWatchOptions): Job {
  const { consumer, database, clock, logger, metrics, pauseMs = 10_000 } = options;

  async function count(): Promise<void> {
    const collections = inboxCollections(database);
    const limit = { limit: countMax };
    const waiting = await collections.waiting.countDocuments({ consumer }, limit);
    const parked = await collections.parked.countDocuments({ consumer }, limit);
    const unreadable = await collections.unreadable.countDocuments({ consumer }, limit);
    const deferred = await collections.deferred.countDocuments({ consumer }, limit);
    metrics.setBacklog({ waiting, deferred, parked: parked + unreadable });
  }

  async function turn(): Promise<{ sleepMs: number }> {
    await count().catch((error: unknown) => {
      logger.warn({ err: error }, 'What waits could not be counted; the metric is old');
    });
    return { sleepMs: pauseMs };
  }

  return createLoop({ name: `${consumer}.backlog`, clock: unheld(clock), logger, turn });
}
