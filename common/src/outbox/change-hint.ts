import type { mongo } from 'mongoose';
import type { DomainEventId } from '../ids.js';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import { type OutboxRow, outboxRows } from './row.model.js';

const pauseAfterErrorMs = 30_000;
export const awaitMsMax = 5_000;

interface Insertion extends mongo.Document {
  readonly documentKey: { readonly _id: DomainEventId };
  readonly fullDocument: { readonly partition: number };
}

const pipeline = [
  { $match: { operationType: 'insert' } },
  { $project: { documentKey: 1, 'fullDocument.partition': 1 } },
];

/**
 * Tells the relay that some process committed a row: at a moderate rate at once. Under load it is
 * closed, for it would cost every row once more and say nothing new. It may fail without harm.
 */
export function createChangeHint(
  database: Database,
  logger: Logger,
  onRow: (id: DomainEventId, partition: number) => void,
) {
  let stream: mongo.ChangeStream<OutboxRow, Insertion> | null = null;
  let failedAtMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;

  async function follow(opened: mongo.ChangeStream<OutboxRow, Insertion>): Promise<void> {
    try {
      while (stream === opened) {
        const { documentKey, fullDocument } = await opened.next();
        onRow(documentKey._id, fullDocument.partition);
      }
    } catch (error) {
      if (stream !== opened) return;
      stream = null;
      failedAtMs = performance.now();
      logger.debug({ err: error }, 'No change stream; the poll finds rows, too');
      await opened.close().catch(() => undefined);
    }
  }

  let closing = Promise.resolve();

  /** What it was waiting for may take a while to give up; nobody needs its answer any more. */
  function close(): void {
    const closed = stream;
    stream = null;
    if (closed === null) return;
    const before = closing;
    const asked = closed.close().catch((error: unknown) => {
      logger.debug({ err: error }, 'The change stream was not closed; its cursor ends by itself');
    });
    closing = asked.then(() => before);
  }

  return {
    /** Opens the stream, unless it is open or has just failed. */
    watch(): void {
      if (stream !== null || isStopped) return;
      if (performance.now() - failedAtMs < pauseAfterErrorMs) return;
      stream = outboxRows(database).watch<OutboxRow, Insertion>(pipeline, {
        maxAwaitTimeMS: awaitMsMax,
      });
      void follow(stream);
    },
    isOpen: () => stream !== null,
    close,
    async stop(): Promise<void> {
      isStopped = true;
      close();
      await closing;
    },
  };
}
