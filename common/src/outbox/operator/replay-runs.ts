import type { mongo } from 'mongoose';
import type { AggregateType } from '../../contracts/domain-event.js';
import { newId } from '../../ids.js';
import type { Database } from '../../mongo/index.js';

/** Which published rows a run sends again. */
export type ReplaySelection =
  | { readonly kind: 'since'; readonly since: Date }
  /** The last so many milliseconds, by the database's clock. */
  | { readonly kind: 'last'; readonly ms: number }
  | {
      readonly kind: 'aggregate';
      readonly aggregateType: AggregateType;
      readonly aggregateId: string;
    }
  | { readonly kind: 'ids'; readonly ids: readonly string[] };

/** One run of a replay. `_id` is what its rows are marked with and what the broker sees. */
export interface ReplayRunRow {
  readonly _id: string;
  readonly selection: ReplaySelection;
  /** When it began, by the database's clock: what is published later is not sent again. */
  readonly until: Date;
  readonly finishedAt?: Date;
}

export function replayRuns(database: Database): mongo.Collection<ReplayRunRow> {
  const { db } = database.connection;
  if (db === undefined) throw new Error(`${database.name} is not connected`);
  return db.collection<ReplayRunRow>('outbox_replays');
}

export async function beginRun(
  database: Database,
  selection: ReplaySelection,
): Promise<ReplayRunRow> {
  const _id = newId<string & { readonly __brand: never }>();
  const run = { selection: { $literal: selection }, until: '$$NOW' };
  await replayRuns(database).updateOne({ _id }, [{ $set: run }], { upsert: true });
  return getRun(database, _id);
}

/** Throws a RangeError for a run that nobody began. */
export async function getRun(database: Database, runId: string): Promise<ReplayRunRow> {
  const run = await replayRuns(database).findOne({ _id: runId });
  if (run === null) throw new RangeError(`${database.name} has no replay ${runId}`);
  return run;
}

export async function finishRun(database: Database, runId: string): Promise<void> {
  await replayRuns(database).updateOne({ _id: runId }, [{ $set: { finishedAt: '$$NOW' } }]);
}
