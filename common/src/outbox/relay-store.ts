import type { ClientSession, mongo } from 'mongoose';
import type { DomainEventId } from '../ids.js';
import { type Database, withinMs } from '../mongo/index.js';
import type { Acknowledgements, Fence, Ownership } from './leases.js';
import {
  acknowledgedOf,
  beginOperations,
  markOperations,
  takeBackStarts,
} from './mark-operations.js';
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
import { openStatements, type Statements, statementMsMax } from './statements.js';

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
  /** Takes back what `begin` wrote of tries that ended under a lease which is lost by now. */
  takeBack(rows: readonly PendingRow[]): Promise<void>;
  close(): Promise<void>;
}

export async function openRelayStore(database: Database): Promise<RelayStore> {
  const rows = outboxRows(database);
  // Causal consistency: after a fail-over, too, each read sees what the one before it saw. Reads,
  // begins and two marks go on at the same time, and a session takes one statement at a time.
  const open = () => openStatements(database);
  const [reading, beginning] = [await open(), await open()];
  const marking = createPool([await open(), await open()]);

  async function write(
    own: Statements,
    fence: Fence | null,
    written: readonly PendingRow[],
    operations: mongo.AnyBulkWriteOperation<OutboxRow>[],
    acknowledged?: Acknowledgements,
  ): Promise<void> {
    if (fence === null) {
      return own.run(async (session) => {
        await rows.bulkWrite(operations, { session, ordered: false });
        reading.follow(session);
      });
    }
    const partitions = [...new Set(written.map(({ partition }) => partition))];
    return database.transact(async (session: ClientSession) => {
      await fence.assertHeld(session, partitions, acknowledged);
      await rows.bulkWrite(operations, { session });
    });
  }

  return {
    readDue: (ownership, request) =>
      reading.run((session) => dueRows(rows, session, ownership, request)),
    dueIds: (ownership, request) =>
      reading.run((session) => dueIds(rows, session, ownership, request)),
    readPending: (ids) => reading.run((session) => pendingRows(rows, session, ids)),
    findPredecessors: (of) => reading.run((session) => findPredecessors(rows, session, of)),
    async hasVersion({ aggregateType, aggregateId }, version) {
      const filter = { aggregateType, aggregateId, aggregateVersion: { $gte: version } };
      const found = rows.findOne(filter, { projection: { _id: 1 } });
      return (await withinMs(statementMsMax, found)) !== null;
    },
    async highestId() {
      const options = { sort: { _id: -1 }, projection: { _id: 1 } } as const;
      const found = await reading.run((session) => rows.findOne({}, { session, ...options }));
      return found?._id ?? null;
    },
    async partitionsPending(partitions, id) {
      const $match = { pending: true, partition: { $in: [...partitions] }, _id: { $lte: id } };
      const pipeline = [{ $match }, { $group: { _id: '$partition' } }];
      const hint = { pending: 1, nextAttemptAt: 1, _id: 1, partition: 1 };
      const found = await reading.run((session) =>
        rows.aggregate<{ _id: number }>(pipeline, { session, hint }).toArray(),
      );
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
      await write(beginning, fence, begun, beginOperations(begun));
    },
    async takeBack(begun) {
      const operation = takeBackStarts(begun);
      await marking.use((own) => write(own, null, begun, [operation]));
    },
    async close() {
      for (const own of [reading, beginning, ...marking.all]) await own.close();
    },
  };
}

/** Each is used by one at a time; there are never more users than sessions. */
function createPool(all: readonly Statements[]) {
  const free = [...all];
  return {
    all,
    async use<Result>(work: (own: Statements) => Promise<Result>): Promise<Result> {
      const own = free.pop();
      if (own === undefined) throw new RangeError('More marks are under way than sessions');
      try {
        return await work(own);
      } finally {
        free.push(own);
      }
    },
  };
}
