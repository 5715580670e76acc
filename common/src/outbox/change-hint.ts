import type { mongo } from 'mongoose';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import { type OutboxRow, outboxRows } from './row.model.js';

const pauseAfterErrorMs = 30_000;
const awaitMsMax = 5_000;

/**
 * Tells an idle relay that some process committed rows. Open only while the relay is idle: under
 * load it would cost every row once more and say nothing new. It may fail without harm.
 */
export function createChangeHint(database: Database, logger: Logger, onHint: () => void) {
  let stream: mongo.ChangeStream<OutboxRow> | null = null;
  let failedAtMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;

  async function watchOnce(opened: mongo.ChangeStream<OutboxRow>): Promise<void> {
    try {
      await opened.next();
    } catch (error) {
      failedAtMs = performance.now();
      if (!isStopped) logger.debug({ err: error }, 'No change stream; the poll finds rows, too');
    } finally {
      stream = null;
      await opened.close().catch(() => undefined);
    }
    if (!isStopped) onHint();
  }

  return {
    /** Opens the stream, unless it is open or has just failed. */
    watch(): void {
      if (stream !== null || isStopped) return;
      if (performance.now() - failedAtMs < pauseAfterErrorMs) return;
      stream = outboxRows(database).watch<OutboxRow>(
        [{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }],
        { maxAwaitTimeMS: awaitMsMax },
      );
      void watchOnce(stream);
    },
    async stop(): Promise<void> {
      isStopped = true;
      // What it was waiting for may take a second to give up; nobody needs its answer any more.
      await stream?.close();
    },
  };
}
