import type { ClientSession, mongo } from 'mongoose';
import type { AggregateType } from '../contracts/domain-event.js';
import type { DomainEventId } from '../ids.js';
import type { Ownership } from './leases.js';
import type { PendingRow, StoredRow } from './outcomes.js';
import { partitionCount } from './partition.js';
import { dueAtOnce, type OutboxRow } from './row.model.js';

type Rows = mongo.Collection<OutboxRow>;

/** What a read leaves out, because it could not be published now. */
export interface LeftOut {
  readonly aggregateIds: readonly string[];
  readonly aggregateTypes: readonly AggregateType[];
}

export interface ReadRequest {
  /**
   * `start`: all that is due, those never tried first, each kind oldest first. `put-off`: due
   * again after a try. Otherwise: never tried, behind this id.
   */
  readonly from: 'start' | 'put-off' | { readonly id: DomainEventId };
  readonly rowsMax: number;
  readonly except: LeftOut;
}

export type Predecessor = Pick<
  OutboxRow,
  | 'aggregateType'
  | 'aggregateId'
  | 'aggregateVersion'
  | 'nextAttemptAt'
  | 'publishedAt'
  | 'parkedAt'
>;

const pendingFields = {
  aggregateType: 1,
  aggregateId: 1,
  aggregateVersion: 1,
  partition: 1,
  event: 1,
  occurredAt: 1,
  nextAttemptAt: 1,
  attempts: 1,
  replay: 1,
  isRepeated: 1,
};
const predecessorFields = {
  _id: 0,
  aggregateType: 1,
  aggregateId: 1,
  aggregateVersion: 1,
  nextAttemptAt: 1,
  publishedAt: 1,
  parkedAt: 1,
};

export function dueRows(
  rows: Rows,
  session: ClientSession,
  ownership: Ownership,
  request: ReadRequest,
): Promise<StoredRow[]> {
  return findDue(rows, session, ownership, request).project<StoredRow>(pendingFields).toArray();
}

/** The same rows' ids, from the index alone: most of them may be known already. */
export async function dueIds(
  rows: Rows,
  session: ClientSession,
  ownership: Ownership,
  request: ReadRequest,
): Promise<DomainEventId[]> {
  const found = findDue(rows, session, ownership, request).project<Pick<OutboxRow, '_id'>>({
    _id: 1,
  });
  return (await found.toArray()).map(({ _id }) => _id);
}

export function pendingRows(
  rows: Rows,
  session: ClientSession,
  ids: readonly DomainEventId[],
): Promise<StoredRow[]> {
  const filter = { _id: { $in: [...ids] }, pending: true } as const;
  return rows.find(filter, { session }).project<StoredRow>(pendingFields).toArray();
}

function findDue(
  rows: Rows,
  session: ClientSession,
  { partitions }: Ownership,
  { from, rowsMax, except: { aggregateIds, aggregateTypes } }: ReadRequest,
) {
  const isShared = partitions !== 'all' && partitions.length < partitionCount;
  const filter: mongo.Filter<OutboxRow> = {
    pending: true,
    ...place(from),
    ...(isShared && { partition: { $in: [...partitions] } }),
    ...(aggregateIds.length > 0 && { aggregateId: { $nin: [...aggregateIds] } }),
    ...(aggregateTypes.length > 0 && { aggregateType: { $nin: [...aggregateTypes] } }),
  };
  return rows
    .find(filter, { session })
    .hint({ pending: 1, nextAttemptAt: 1, _id: 1, partition: 1 })
    .sort({ nextAttemptAt: 1, _id: 1 })
    .limit(rowsMax)
    .batchSize(rowsMax + 1);
}

function place(from: ReadRequest['from']): mongo.Filter<OutboxRow> {
  // The database's clock put it off; the database's clock says when it is due.
  const isDue = { $expr: { $lte: ['$nextAttemptAt', '$$NOW'] } };
  if (from === 'start') return { nextAttemptAt: { $gte: dueAtOnce }, ...isDue };
  if (from === 'put-off') return { nextAttemptAt: { $gt: dueAtOnce }, ...isDue };
  return { nextAttemptAt: dueAtOnce, _id: { $gt: from.id } };
}

export function findPredecessors(
  rows: Rows,
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
