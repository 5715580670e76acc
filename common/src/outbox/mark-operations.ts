import type { mongo } from 'mongoose';
import type { Fence } from './leases.js';
import type { Outcome } from './outcomes.js';
import type { OutboxRow } from './row.model.js';

type Operation = mongo.AnyBulkWriteOperation<OutboxRow>;

/**
 * The writes for what became of a batch, in one bulk. Every one matches only rows that are still
 * pending, so a second mark of the same row changes nothing.
 */
export function markOperations(_fence: Fence, outcomes: readonly Outcome[]): Operation[] {
  const plainIds = outcomes.flatMap((outcome) =>
    outcome.kind === 'published' && outcome.sequence === null ? [outcome.row._id] : [],
  );
  const operations = outcomes.flatMap((outcome) => operationOf(outcome) ?? []);
  if (plainIds.length === 0) return operations;
  const filter = { _id: { $in: plainIds }, pending: true } as const;
  return [{ updateMany: { filter, update: publishedUpdate } }, ...operations];
}

const finishedTry = { 'attempts.started': 1, 'attempts.finished': 1 };
const publishedUpdate = {
  $currentDate: { publishedAt: true },
  $unset: { pending: '', reason: '' },
  $inc: finishedTry,
} as const;

/** Null for what goes into the common update. */
function operationOf(outcome: Outcome): Operation | null {
  const filter = { _id: outcome.row._id, pending: true } as const;
  switch (outcome.kind) {
    case 'published': {
      if (outcome.sequence === null) return null;
      const update = { ...publishedUpdate, $set: { sequence: outcome.sequence } };
      return { updateOne: { filter, update } };
    }
    case 'parked': {
      const update = {
        $currentDate: { parkedAt: true },
        $unset: { pending: '' },
        $set: { reason: outcome.reason },
        $inc: { ...finishedTry, 'attempts.failed': 1 },
      } as const;
      return { updateOne: { filter, update } };
    }
    case 'deferred':
      return { updateOne: { filter, update: [{ $set: putOff(outcome.afterMs) }] } };
    case 'refused':
    case 'failed': {
      const attempts = countTry(outcome.kind === 'failed');
      const set = { ...putOff(outcome.afterMs), attempts, reason: { $literal: outcome.reason } };
      return { updateOne: { filter, update: [{ $set: set }] } };
    }
  }
}

/** On the database's clock, so that it means the same to whichever relay reads it. */
function putOff(afterMs: number) {
  return { nextAttemptAt: { $add: ['$$NOW', Math.round(afterMs)] } };
}

function countTry(hasFailed: boolean) {
  return {
    started: { $add: ['$attempts.started', 1] },
    finished: { $add: ['$attempts.finished', 1] },
    failed: { $add: ['$attempts.failed', hasFailed ? 1 : 0] },
  };
}
