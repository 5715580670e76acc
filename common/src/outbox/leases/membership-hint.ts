import type { mongo } from 'mongoose';
import type { Logger } from '../../logging/index.js';
import type { Database } from '../../mongo/index.js';
import { awaitMsMax } from '../change-hint.js';
import { leaseCollections, type RelayRow } from './lease-rows.js';

const pauseAfterErrorMs = 5_000;

/**
 * Tells when a relay joins or leaves; heartbeats are not reported. Only a hint: without it a
 * relay still looks at the table when a member's time is over, and every few seconds.
 */
export function createMembershipHint(database: Database, logger: Logger, onHint: () => void) {
  let stream: mongo.ChangeStream<RelayRow> | null = null;
  let openAfterMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;

  async function follow(opened: mongo.ChangeStream<RelayRow>): Promise<void> {
    try {
      // Once it is open it misses nobody; who came before that is found by looking.
      await opened.tryNext();
      onHint();
      while (!isStopped) {
        await opened.next();
        onHint();
      }
    } catch (error) {
      openAfterMs = performance.now() + pauseAfterErrorMs;
      if (!isStopped) logger.debug({ err: error }, 'No change stream of the relays');
    } finally {
      stream = null;
      await opened.close().catch(() => undefined);
    }
  }

  return {
    /** Opens the stream, unless it is open or has just failed. */
    watch(): void {
      if (stream !== null || isStopped || performance.now() < openAfterMs) return;
      const { relays } = leaseCollections(database);
      stream = relays.watch<RelayRow>(
        [
          { $match: { operationType: { $in: ['insert', 'delete'] } } },
          { $project: { operationType: 1 } },
        ],
        { maxAwaitTimeMS: awaitMsMax },
      );
      void follow(stream);
    },
    async stop(): Promise<void> {
      isStopped = true;
      await stream?.close();
    },
  };
}
