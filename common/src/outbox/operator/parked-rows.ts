import type { DomainEventId } from '../../ids.js';
import type { Database } from '../../mongo/index.js';
import { dueAtOnce, type OutboxRow, outboxRows } from '../row.model.js';

/** An outbox row that was given up until a person looks. */
export interface ParkedRow {
  readonly id: string;
  readonly type: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly reason: string;
  readonly ageSeconds: number;
  readonly failedAttempts: number;
  /** Later versions of its aggregate, which wait for it. */
  readonly waitingBehind: number;
}

/** The oldest first. */
export function listParkedRows(database: Database): Promise<ParkedRow[]> {
  const behind = {
    $match: {
      pending: true,
      $expr: {
        $and: [
          { $eq: ['$aggregateType', '$$type'] },
          { $eq: ['$aggregateId', '$$id'] },
          { $gt: ['$aggregateVersion', '$$version'] },
        ],
      },
    },
  };
  return outboxRows(database)
    .aggregate<ParkedRow>([
      { $match: { parkedAt: { $exists: true } } },
      { $sort: { parkedAt: 1 } },
      {
        $lookup: {
          from: 'outbox',
          let: { type: '$aggregateType', id: '$aggregateId', version: '$aggregateVersion' },
          pipeline: [behind, { $count: 'rows' }],
          as: 'behind',
        },
      },
      {
        $project: {
          _id: 0,
          id: '$_id',
          type: '$event.type',
          ...{ aggregateType: 1, aggregateId: 1, aggregateVersion: 1 },
          reason: { $ifNull: ['$reason', ''] },
          ageSeconds: { $divide: [{ $subtract: ['$$NOW', '$parkedAt'] }, 1_000] },
          failedAttempts: '$attempts.failed',
          waitingBehind: { $ifNull: [{ $first: '$behind.rows' }, 0] },
        },
      },
    ])
    .toArray();
}

export interface Unparked {
  readonly id: string;
  /** Rows behind it that are tried again at once, too. */
  readonly behind: number;
}

/** Puts parked rows back, with a clean record, and what waited behind them. Unknown ids: none. */
export async function unparkRows(
  database: Database,
  ids: readonly string[] | 'all',
): Promise<readonly Unparked[]> {
  const rows = outboxRows(database);
  const chosen = ids === 'all' ? {} : { _id: { $in: [...ids] as DomainEventId[] } };
  const parked = await rows.find({ ...chosen, parkedAt: { $exists: true } }).toArray();
  const unparked: Unparked[] = [];
  for (const row of parked) {
    const { modifiedCount } = await rows.updateOne(
      { _id: row._id, parkedAt: { $exists: true } },
      {
        $set: {
          ...{ pending: true, nextAttemptAt: dueAtOnce },
          attempts: { started: 0, finished: 0, failed: 0 },
        },
        $unset: { parkedAt: '', reason: '' },
      },
    );
    if (modifiedCount === 1)
      unparked.push({ id: row._id, behind: await hurryBehind(database, row) });
  }
  return unparked;
}

/** They wait longer the longer they wait; now there is reason to look. */
async function hurryBehind(database: Database, row: OutboxRow): Promise<number> {
  const { aggregateType, aggregateId, aggregateVersion } = row;
  const behind = { aggregateType, aggregateId, aggregateVersion: { $gt: aggregateVersion } };
  const { matchedCount } = await outboxRows(database).updateMany(
    { ...behind, pending: true },
    { $set: { nextAttemptAt: dueAtOnce } },
  );
  return matchedCount;
}
