import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import type { InboxMetrics } from './inbox-metrics.js';
import { inboxCollections } from './rows.model.js';

export interface BacklogWatchOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: InboxMetrics;
}

const everyMs = 10_000;
/** Counting further would cost more than it tells. */
const countMax = 10_000;

/**
 * Counts at once and then every 10 seconds what waits and what is parked: any replica may have
 * stored it, so the database is asked. Only for the metrics, and so it keeps no process alive.
 * Returns the way to stop it, which waits for the count under way.
 */
export function watchBacklog(options: BacklogWatchOptions): () => Promise<void> {
  const { consumer, database, logger, metrics } = options;
  let counting = Promise.resolve();

  async function count(): Promise<void> {
    const collections = inboxCollections(database);
    const limit = { limit: countMax };
    const waiting = await collections.waiting.countDocuments({ consumer }, limit);
    const parked = await collections.parked.countDocuments({ consumer }, limit);
    const unreadable = await collections.unreadable.countDocuments({ consumer }, limit);
    const deferred = await collections.deferred.countDocuments({ consumer }, limit);
    metrics.setBacklog({ waiting, deferred, parked: parked + unreadable });
  }

  function countNow(): void {
    counting = count().catch((error: unknown) => {
      logger.warn({ err: error }, 'What waits could not be counted; the metric is old');
    });
  }

  countNow();
  const timer = setInterval(countNow, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await counting;
  };
}
