import type { ClientSession, mongo } from 'mongoose';
import type { DomainEventId } from '../ids.js';
import type { Database } from '../mongo/index.js';
import type { Acknowledgements, Fence, Ownership } from './leases.js';
import { acknowledgedOf, markOperations } from './mark-operations.js';
import type { Outcome, PendingRow, StoredRow } from './outcomes.js';
import {
  dueIds,
  dueRows,
  findPredecessors,
  type Predecessor,
  pendingRows,
  type ReadRequest,
} from './relay-reads.js';
import { type OutboxRow, outboxRows } from './row.model.js';

/** The relay's statements. All reads are majority reads: what they see cannot roll back. */
export interface RelayStore {
  readDue(ownership: Ownership, request: ReadRequest): Promise<StoredRow[]>;
  /** The ids of what `readDue` would read. */
  dueIds(ownership: Ownership, request: ReadRequest): Promise<DomainEventId[]>;
  /** Those of the rows that are pending. */
  readPending(ids: readonly DomainEventId[]): Promise<StoredRow[]>;
  /** The rows one version before each of `rows`, where they still exist. */
  findPredecessors(rows: readonly PendingRow[]): Promise<Predecessor[]>;
  /** Whether there is a row of this version, or a later one, of the row's aggregate. */
  hasVersion(row: PendingRow, version: number): Promise<boolean>;
  /** Above every row there is now, or null when there is none. */
  highestId(): Promise<DomainEventId | null>;
  /** Those of `partitions` that have pending rows up to `id`. */
  partitionsPending(partitions: readonly number[], id: DomainEventId): Promise<number[]>;
  /** Writes down what became of rows. Throws LeaseLost, and then has written nothing. */
  mark(fence: Fence | null, outcomes: readonly Outcome[]): Promise<void>;
  /** Writes down that a try of each begins. Throws LeaseLost. */
  begin(fence: Fence | null, rows: readonly PendingRow[]): Promise<void>;
  close(): Promise<void>;
}

export async function openRelayStore(database: Database): Promise<RelayStore> {
  const rows = outboxRows(database);
  // Causal consistency: after a fail-over, too, each read sees what the one before it saw. Reads,
  // begins and two marks go on at the same time, and a session takes one statement at a time.
  const open = () => database.connection.startSession({ causalConsistency: true });
  const [reading, beginning] = [await open(), await open()];
  const marking = createPool([await open(), await open()]);

  async function write(
    own: ClientSession,
    fence: Fence | null,
    written: readonly PendingRow[],
    operations: mongo.AnyBulkWriteOperation<OutboxRow>[],
    acknowledged?: Acknowledgements,
  ): Promise<void> {
    if (fence === null) {
      await rows.bulkWrite(operations, { session: own, ordered: false });
      if (own.operationTime) reading.advanceOperationTime(own.operationTime);
      return;
    }
    const partitions = [...new Set(written.map(({ partition }) => partition))];
    await database.transact(async (session: ClientSession) => {
      await fence.assertHeld(session, partitions, acknowledged);
      await rows.bulkWrite(operations, { session });
    });
  }

  return {
    readDue: (ownership, request) => dueRows(rows, reading, ownership, request),
    dueIds: (ownership, request) => dueIds(rows, reading, ownership, request),
    readPending: (ids) => pendingRows(rows, reading, ids),
    findPredecessors: (of) => findPredecessors(rows, reading, of),
    async hasVersion({ aggregateType, aggregateId }, version) {
      const filter = { aggregateType, aggregateId, aggregateVersion: { $gte: version } };
      const found = await rows.findOne(filter, { projection: { _id: 1 } });
      return found !== null;
    },
    async highestId() {
      const options = { session: reading, sort: { _id: -1 }, projection: { _id: 1 } } as const;
      return (await rows.findOne({}, options))?._id ?? null;
    },
    async partitionsPending(partitions, id) {
      const $match = { pending: true, partition: { $in: [...partitions] }, _id: { $lte: id } };
      const found = await rows
        .aggregate<{ _id: number }>([{ $match }, { $group: { _id: '$partition' } }], {
          session: reading,
          hint: { pending: 1, nextAttemptAt: 1, _id: 1, partition: 1 },
        })
        .toArray();
      return found.map(({ _id }) => _id);
    },
    async mark(fence, outcomes) {
      if (outcomes.length === 0) return;
      const written = outcomes.map(({ row }) => row);
      const acknowledged = acknowledgedOf(outcomes);
      const operations = markOperations(outcomes);
      await marking.use((own) => write(own, fence, written, operations, acknowledged));
    },
    async begin(fence, begun) {
      const filter = { _id: { $in: begun.map(({ _id }) => _id) }, pending: true } as const;
      const update = { $inc: { 'attempts.started': 1 } } as const;
      await write(beginning, fence, begun, [{ updateMany: { filter, update } }]);
    },
    async close() {
      for (const session of [reading, beginning, ...marking.all]) await session.endSession();
    },
  };
}

/** Each is used by one at a time; there are never more users than sessions. */
function createPool(all: readonly ClientSession[]) {
  const free = [...all];
  return {
    all,
    async use<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
      const session = free.pop();
      if (session === undefined) throw new RangeError('More marks are under way than sessions');
      try {
        return await work(session);
      } finally {
        free.push(session);
      }
    },
  };
}
