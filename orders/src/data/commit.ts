import type { Clock } from '@marquee/common/clock';
import type { FaultPoint } from '@marquee/common/fault-point';
import type { OrderId } from '@marquee/common/ids';
import { isCommitUnknown, isDuplicateKey, wasNotCommitted } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import type { OrdersModels } from './models.js';

/** What became of a commit whose answer was lost. */
export type CommitOutcome = 'committed' | 'never' | 'unknown';

const retryPauseMs = 50;

/**
 * Commits a round and finds out whether it did, whatever happens on the way.
 * - a transient error is thrown: nothing was committed, the round may be repeated
 * - a lost answer: the commit is retried in its own session, which is idempotent
 * - beyond that an order that a majority sees proves the commit; one that is not there proves
 *   nothing, so its id is buried first: after that "never" is true for ever
 */
export function createCommitter(deps: {
  readonly models: OrdersModels;
  readonly clock: Clock;
  readonly faultPoint: FaultPoint;
}) {
  const { models, clock, faultPoint } = deps;

  /**
   * A write in the round's own session ends its transaction at the server if it is still open,
   * so the tombstones need not wait for it.
   */
  async function bury(
    session: ClientSession,
    orderIds: readonly OrderId[],
  ): Promise<CommitOutcome> {
    if (session.inTransaction()) await session.abortTransaction();
    const tombstones = orderIds.map((_id) => ({ _id, buriedAt: clock.now() }));
    try {
      const writeConcern = { w: 'majority' } as const;
      await models.tombstones.insertMany(tombstones, { session, writeConcern });
      return 'never';
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return lookUp(orderIds);
    }
  }

  /**
   * Something is there under these ids. A majority must see it before it is believed; the round is
   * atomic, so one order stands for all of them, and so does one tombstone.
   */
  async function lookUp(orderIds: readonly OrderId[]): Promise<CommitOutcome> {
    const found = await models.orders
      .findOne({ _id: { $in: [...orderIds] } })
      .select({ buriedAt: 1 })
      .readConcern('majority')
      .lean();
    if (found === null) throw new Error('No majority has seen what is there yet');
    return found.buriedAt === undefined ? 'committed' : 'never';
  }

  return {
    async commit(
      session: ClientSession,
      orderIds: readonly OrderId[],
      /** On the monotonic clock, `performance.now()`. */
      deadlineMs: number,
    ): Promise<CommitOutcome> {
      for (;;) {
        try {
          await faultPoint('round.commit.sending');
          await session.commitTransaction();
          await faultPoint('round.commit.answered');
          return 'committed';
        } catch (error) {
          if (orderIds.length === 0 || wasNotCommitted(error)) throw error;
          if (!isCommitUnknown(error)) break;
          if (performance.now() >= deadlineMs) return 'unknown';
          await clock.sleep(retryPauseMs);
        }
      }
      while (performance.now() < deadlineMs) {
        try {
          await faultPoint('round.commit.burying');
          return await bury(session, orderIds);
        } catch {
          // The database cannot be asked now; until the deadline we ask again.
          await clock.sleep(retryPauseMs);
        }
      }
      return 'unknown';
    },
  };
}
export type Committer = ReturnType<typeof createCommitter>;
