import type { ClientSession, mongo } from 'mongoose';
import type { Database } from '../mongo/index.js';
import type { Fence, Ownership } from './leases.js';
import { markOperations } from './mark-operations.js';
import type { Outcome, PendingRow } from './outcomes.js';
import type { Exceptions } from './publish-window.js';
import { dueAtOnce, type OutboxRow, outboxRows } from './row.model.js';

export type Predecessor = Pick<
  OutboxRow,
  'aggregateType' | 'aggregateId' | 'aggregateVersion' | 'publishedAt' | 'parkedAt'
>;

/** The relay's statements. All reads are majority reads: what they see cannot roll back. */
export interface RelayStore {
  /** Due rows, those never tried first, each kind oldest first. */
  readDue(ownership: Ownership, rowsMax: number, except: Exceptions): Promise<PendingRow[]>;
  /** Rows that were put off and are due: in a rush `readDue` would not get to them. */
  readPutOff(ownership: Ownership, rowsMax: number, except: Exceptions): Promise<PendingRow[]>;
  /** The rows one version before each of `rows`, where they still exist. */
  findPredecessors(rows: readonly PendingRow[]): Promise<Predecessor[]>;
  mark(fence: Fence, outcomes: readonly Outcome[]): Promise<void>;
  close(): Promise<void>;
}

const pendingFields = {
  aggregateType: 1,
  aggregateId: 1,
  aggregateVersion: 1,
  partition: 1,
  event: 1,
  occurredAt: 1,
  attempts: 1,
};
const predecessorFields = {
  _id: 0,
  aggregateType: 1,
  aggregateId: 1,
  aggregateVersion: 1,
  publishedAt: 1,
  parkedAt: 1,
};

export async function openRelayStore(database: Database): Promise<RelayStore> {
  const rows = outboxRows(database);
  // Causal consistency: after a fail-over, too, each read sees what the one before it saw.
  const session = await database.connection.startSession({ causalConsistency: true });

  function readPending(
    ownership: Ownership,
    rowsMax: number,
    except: Exceptions,
    nextAttemptAt: mongo.Condition<Date>,
  ): Promise<PendingRow[]> {
    return rows
      .find({ ...duePredicate(ownership), ...notAmong(except), nextAttemptAt }, { session })
      .hint({ pending: 1, nextAttemptAt: 1, _id: 1, partition: 1 })
      .sort({ nextAttemptAt: 1, _id: 1 })
      .limit(rowsMax)
      .batchSize(rowsMax + 1)
      .project<PendingRow>(pendingFields)
      .toArray();
  }

  return {
    readDue: (ownership, rowsMax, except) =>
      readPending(ownership, rowsMax, except, { $gte: dueAtOnce }),
    readPutOff: (ownership, rowsMax, except) =>
      readPending(ownership, rowsMax, except, { $gt: dueAtOnce }),
    findPredecessors: (of) => findPredecessors(rows, session, of),
    async mark(fence, outcomes) {
      if (outcomes.length === 0) return;
      await rows.bulkWrite(markOperations(fence, outcomes), { session, ordered: false });
    },
    close: () => session.endSession(),
  };
}

function duePredicate({ partitions }: Ownership): mongo.Filter<OutboxRow> {
  return {
    pending: true,
    ...(partitions !== 'all' && { partition: { $in: [...partitions] } }),
    // The database's clock put it off; the database's clock says when it is due.
    $expr: { $lte: ['$nextAttemptAt', '$$NOW'] },
  };
}

function notAmong({ aggregateIds, aggregateTypes }: Exceptions): mongo.Filter<OutboxRow> {
  return {
    ...(aggregateIds.length > 0 && { aggregateId: { $nin: [...aggregateIds] } }),
    ...(aggregateTypes.length > 0 && { aggregateType: { $nin: [...aggregateTypes] } }),
  };
}

function findPredecessors(
  rows: mongo.Collection<OutboxRow>,
  session: ClientSession,
  of: readonly PendingRow[],
): Promise<Predecessor[]> {
  const $or = of.map(({ aggregateType, aggregateId, aggregateVersion }) => ({
    aggregateType,
    aggregateId,
    aggregateVersion: aggregateVersion - 1,
  }));
  return rows.find({ $or }, { session }).project<Predecessor>(predecessorFields).toArray();
}
