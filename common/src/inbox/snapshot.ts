import type { ClientSession } from 'mongoose';
import type { DomainEvent } from '../contracts/domain-event.js';
import { databaseOf } from '../mongo/session-database.js';
import { type InboxVersion, inboxId, versionKey, type WaitingDelivery } from './rows.js';
import type { InboxCollections } from './rows.model.js';

/** The most waiting versions of one aggregate that a round applies. */
export const waitingWindow = 100;

/** What is known, when a round begins, of the events it was brought and of their aggregates. */
export interface Snapshot {
  /** The database's time. */
  readonly now: Date;
  readonly knownIds: ReadonlySet<string>;
  readonly parkedIds: ReadonlySet<string>;
  /** Those of the events brought that are waiting already. */
  readonly waitingIds: ReadonlySet<string>;
  readonly versions: ReadonlyMap<string, number>;
  /** Of aggregates without such a version: what was brought of them so far. */
  readonly brought: ReadonlyMap<string, Brought>;
  /** The aggregates of which something waits. */
  readonly queues: ReadonlyMap<string, WaitingQueue>;
  /** What waits just above the last versions; read where it may be applied. */
  readonly waiting: readonly WaitingDelivery[];
}

interface WaitingQueue {
  readonly _id: string;
  readonly lowest: number;
}

export interface Brought {
  readonly lowest: number;
  readonly since: Date;
}

interface Row {
  readonly _id: string;
}

interface Answer {
  readonly now: Date;
  readonly known: readonly Row[];
  readonly parked: readonly Row[];
  readonly versions: readonly InboxVersion[];
  readonly waitingOnes?: readonly Row[];
  readonly queues?: readonly WaitingQueue[];
}

export interface SnapshotReader {
  readonly consumer: string;
  /** Whether this kind of consumer lets versions wait. */
  readonly hasWaiting: boolean;
}

/** One statement for all that a round has to know; `$lookup` may run in a transaction. */
export async function readSnapshot(
  { consumer, hasWaiting }: SnapshotReader,
  session: ClientSession,
  events: readonly DomainEvent[],
): Promise<Snapshot> {
  const ids = [...new Set(events.map((event) => inboxId(consumer, event)))];
  const keys = [...new Set(events.map((event) => versionKey(consumer, event)))];
  const idsOnly = [{ $match: { _id: { $in: ids } } }, { $project: { _id: 1 } }];
  const queues = { _id: '$key', lowest: { $min: '$version' } };
  const stages = [
    { $documents: [{}] },
    { $project: { now: '$$NOW' } },
    lookUp('inbox', 'known', idsOnly),
    lookUp('inbox_parked', 'parked', idsOnly),
    lookUp('inbox_versions', 'versions', [{ $match: { _id: { $in: keys } } }]),
    ...(hasWaiting
      ? [
          lookUp('inbox_waiting', 'waitingOnes', idsOnly),
          lookUp('inbox_waiting', 'queues', [
            { $match: { key: { $in: keys } } },
            { $group: queues },
          ]),
        ]
      : []),
  ];
  const [answer] = await databaseOf(session).aggregate<Answer>(stages, { session }).toArray();
  if (answer === undefined) throw new Error('The database did not answer');
  return {
    now: answer.now,
    knownIds: idsOf(answer.known),
    parkedIds: idsOf(answer.parked),
    waitingIds: idsOf(answer.waitingOnes ?? []),
    ...versionsOf(answer.versions),
    queues: new Map((answer.queues ?? []).map((queue) => [queue._id, queue])),
    waiting: [],
  };
}

/** Adds what waits just above the last versions. */
export async function readWaiting(
  { waiting }: InboxCollections,
  session: ClientSession,
  snapshot: Snapshot,
): Promise<Snapshot> {
  if (snapshot.queues.size === 0) return snapshot;
  const ranges = [...snapshot.queues].map(([key, { lowest }]) => {
    const last = snapshot.versions.get(key) ?? lowest - 1;
    return { key, version: { $gt: last, $lte: last + waitingWindow } };
  });
  const found = await waiting.find({ $or: ranges }, { session }).toArray();
  return { ...snapshot, waiting: found };
}

function versionsOf(rows: readonly InboxVersion[]): Pick<Snapshot, 'versions' | 'brought'> {
  const versions = new Map<string, number>();
  const found = new Map<string, Brought>();
  for (const { _id, version, brought, broughtAt } of rows) {
    if (version !== undefined) versions.set(_id, version);
    else if (brought !== undefined && broughtAt !== undefined)
      found.set(_id, { lowest: brought, since: broughtAt });
  }
  return { versions, brought: found };
}

function lookUp(from: string, as: string, pipeline: readonly object[]) {
  return { $lookup: { from, as, pipeline: [...pipeline] } };
}

function idsOf(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row._id));
}
