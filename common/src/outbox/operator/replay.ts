import type { mongo } from 'mongoose';
import type { DomainEventId } from '../../ids.js';
import type { Database } from '../../mongo/index.js';
import { type OutboxRow, outboxRows } from '../row.model.js';
import {
  beginRun,
  finishRun,
  getRun,
  type ReplayRunRow,
  type ReplaySelection,
} from './replay-runs.js';

export interface Replay {
  readonly runId: string;
  /** How many rows this call marked; the running relay publishes them. */
  readonly rows: number;
}

export interface ReplayOptions {
  /** About how many rows one statement marks. Default 1,000. */
  readonly chunkRowsMax?: number;
  /** Told the run before its first row is marked, and the rows so far after every chunk. */
  readonly onProgress?: (runId: string, rows: number) => void;
}

/**
 * Marks the published rows of a selection to be published again, under ids of this run. Rows not
 * yet published go out anyway, and parked ones are for `unparkRows`. New events go first; of each
 * aggregate the versions go in order. Consumers know what they had and do it once.
 */
export async function replay(
  database: Database,
  selection: ReplaySelection,
  options: ReplayOptions = {},
): Promise<Replay> {
  return markRun(database, await beginRun(database, selection), options);
}

/** Goes on with a run that was interrupted: what it has marked is not marked again. */
export async function resumeReplay(
  database: Database,
  runId: string,
  options: ReplayOptions = {},
): Promise<Replay> {
  return markRun(database, await getRun(database, runId), options);
}

async function markRun(
  database: Database,
  run: ReplayRunRow,
  { chunkRowsMax = 1_000, onProgress = () => {} }: ReplayOptions,
): Promise<Replay> {
  const runId = run._id;
  const rows = outboxRows(database);
  const selected = filterOf(run);
  let marked = 0;
  onProgress(runId, marked);
  for (;;) {
    // The rows up to this one, with all that were published at the same moment: a chunk never
    // has a version without those before it.
    const [edge] = await rows
      .find(selected, { projection: { publishedAt: 1 } })
      .sort({ publishedAt: 1 })
      .skip(chunkRowsMax - 1)
      .limit(1)
      .toArray();
    const upTo = edge?.publishedAt === undefined ? {} : { $lte: edge.publishedAt };
    const chunk = { ...selected, publishedAt: { ...selected.publishedAt, ...upTo } };
    const { modifiedCount } = await rows.updateMany(chunk, asPending(runId));
    marked += modifiedCount;
    onProgress(runId, marked);
    if (edge === undefined) break;
  }
  await finishRun(database, runId);
  return { runId, rows: marked };
}

interface Selected extends mongo.Filter<OutboxRow> {
  readonly publishedAt: { readonly $gt?: Date; readonly $gte?: Date; readonly $lt: Date };
}

/** A row that was marked is not published, and one that was published again is so since the start. */
function filterOf({ selection, until }: ReplayRunRow): Selected {
  switch (selection.kind) {
    case 'since':
      return { publishedAt: { $gte: selection.since, $lt: until } };
    case 'last':
      return { publishedAt: { $gte: new Date(until.getTime() - selection.ms), $lt: until } };
    case 'aggregate': {
      const { aggregateType, aggregateId } = selection;
      return { aggregateType, aggregateId, publishedAt: { $lt: until } };
    }
    case 'ids':
      return { _id: { $in: [...selection.ids] as DomainEventId[] }, publishedAt: { $lt: until } };
  }
}

/** Due now, and so behind what was never tried: a long replay does not delay what is new. */
function asPending(runId: string) {
  const attempts = { started: 0, finished: 0, failed: 0 };
  return [
    { $set: { pending: true, replay: runId, nextAttemptAt: '$$NOW', attempts } },
    { $unset: ['publishedAt', 'sequence', 'lowestSequence', 'reason'] },
  ];
}
