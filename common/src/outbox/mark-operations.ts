import type { mongo } from 'mongoose';
import type { Acknowledged, Acknowledgements } from './leases.js';
import type { Outcome, PendingRow, PublishedOutcome } from './outcomes.js';
import type { OutboxRow } from './row.model.js';

type Operation = mongo.AnyBulkWriteOperation<OutboxRow>;

/**
 * The writes for what became of a batch, in one bulk: one for all that was published, one for each
 * other thing that is to be said. Each matches only rows that are still pending.
 */
export function markOperations(outcomes: readonly Outcome[]): Operation[] {
  const published = outcomes.filter((outcome) => outcome.kind === 'published');
  return [
    ...markPublished(published.filter(({ row }) => !row.isStarted)),
    ...markPublished(published.filter(({ row }) => row.isStarted)),
    ...together(outcomes.filter((outcome) => outcome.kind !== 'published')),
  ];
}

/** What the leases remember of the batch: by partition, of its messages the one that lies highest. */
export function acknowledgedOf(outcomes: readonly Outcome[]): Acknowledgements {
  const highest = new Map<number, Acknowledged>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'published' || outcome.sequence === null) continue;
    const { sequence } = outcome;
    const { partition, _id: eventId } = outcome.row;
    if (sequence > (highest.get(partition)?.sequence ?? 0)) {
      highest.set(partition, { sequence, eventId });
    }
  }
  return highest;
}

const finishedTry = { 'attempts.started': 1, 'attempts.finished': 1 };

/**
 * The highest and the lowest position stand for all of them: after a loss of the broker's tail or
 * its head a few rows more than needed are sent again, and every mark costs one update instead of
 * hundreds.
 */
function markPublished(published: readonly PublishedOutcome[]): Operation[] {
  const [first] = published;
  if (first === undefined) return [];
  const ids = published.map(({ row }) => row._id);
  const place = placeOf(published.flatMap(({ sequence }) => sequence ?? []));
  const update = first.row.isStarted ? publishedSuspects(place) : publishedRows(place);
  return [{ updateMany: { filter: { _id: { $in: ids }, pending: true }, update } }];
}

type Place = Pick<OutboxRow, 'sequence' | 'lowestSequence'>;

function placeOf(sequences: readonly number[]): Place {
  if (sequences.length === 0) return {};
  return { sequence: Math.max(...sequences), lowestSequence: Math.min(...sequences) };
}

function publishedRows(place: Place) {
  return {
    $currentDate: { publishedAt: true },
    $unset: { pending: '', reason: '', replay: '', isRepeated: '' },
    $inc: finishedTry,
    $set: { 'attempts.failed': 0, ...place },
  } as const;
}

/** Their starts were written before the try; that it succeeded clears them of all of these. */
function publishedSuspects(place: Place): mongo.Document[] {
  const attempts = { ...countTry(false), failed: 0 };
  return [
    { $set: { publishedAt: '$$NOW', attempts, ...place } },
    { $unset: ['pending', 'reason', 'replay', 'isRepeated'] },
  ];
}

type Unpublished = Exclude<Outcome, PublishedOutcome>;

/** One write for all of which the same is to be said: a bus that refuses, refuses hundreds. */
function together(outcomes: readonly Unpublished[]): Operation[] {
  const groups = new Map<string, { first: Unpublished; ids: OutboxRow['_id'][] }>();
  for (const outcome of outcomes) {
    const { row, ...said } = outcome;
    const key = JSON.stringify([said, row.isStarted]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: outcome, ids: [row._id] });
    else group.ids.push(row._id);
  }
  return [...groups.values()].map(({ first, ids }) => {
    const filter = { _id: { $in: ids }, pending: true } as const;
    return { updateMany: { filter, update: updateOf(first) } };
  });
}

function updateOf(outcome: Unpublished): mongo.Document[] {
  switch (outcome.kind) {
    case 'parked': {
      const set = {
        parkedAt: '$$NOW',
        reason: { $literal: outcome.reason },
        ...(outcome.hasTried && { attempts: countTry(true) }),
      };
      return [{ $set: set }, { $unset: 'pending' }];
    }
    case 'deferred':
      // A start that was written for a try that was not made is taken back: it blames nobody.
      return [
        {
          $set: {
            ...putOff(outcome.afterMs),
            ...(outcome.row.isStarted && { attempts: takenBack }),
          },
        },
      ];
    case 'refused':
    case 'failed': {
      const attempts = countTry(outcome.kind === 'failed');
      return [
        { $set: { ...putOff(outcome.afterMs), attempts, reason: { $literal: outcome.reason } } },
      ];
    }
  }
}

/** On the database's clock, so that it means the same to whichever relay reads it. */
function putOff(afterMs: number) {
  return { nextAttemptAt: { $add: ['$$NOW', Math.round(afterMs)] } };
}

/**
 * One start more than was read, however often it is written: a write that nobody heard the end of
 * may be made again and counts once.
 */
export function beginOperations(rows: readonly PendingRow[]): Operation[] {
  const idsByStarted = new Map<number, OutboxRow['_id'][]>();
  for (const { _id, attempts } of rows) {
    const ids = idsByStarted.get(attempts.started);
    if (ids === undefined) idsByStarted.set(attempts.started, [_id]);
    else ids.push(_id);
  }
  return [...idsByStarted].map(([started, ids]) => {
    const filter = { _id: { $in: ids }, pending: true } as const;
    return { updateMany: { filter, update: { $max: { 'attempts.started': started + 1 } } } };
  });
}

/** Needs no lease: it takes back one start of our own, whatever others wrote beside it. */
export function takeBackStarts(rows: readonly PendingRow[]): Operation {
  const filter = { _id: { $in: rows.map(({ _id }) => _id) }, pending: true } as const;
  return { updateMany: { filter, update: [{ $set: { attempts: takenBack } }] } };
}

const takenBack = {
  started: { $max: ['$attempts.finished', { $subtract: ['$attempts.started', 1] }] },
  finished: '$attempts.finished',
  failed: '$attempts.failed',
};

/** A try that ended shows that the row does not kill: none of its starts counts as unfinished. */
function countTry(hasFailed: boolean) {
  const started = { $max: ['$attempts.started', { $add: ['$attempts.finished', 1] }] };
  return {
    started,
    finished: started,
    failed: { $add: ['$attempts.failed', hasFailed ? 1 : 0] },
  };
}
