import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import type { Clock } from '../clock.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { type Database, isDuplicateKey } from '../mongo/index.js';
import type { InboxMetrics } from './inbox-metrics.js';
import { newestPerAggregate, type VersionChange, versionKey } from './newest.js';
import { type InboxCollections, inboxCollections } from './rows.model.js';

export interface StateRoundOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly metrics: InboxMetrics;
  apply(session: ClientSession, events: readonly DomainEvent[]): Promise<void>;
}

const duplicateTriesMax = 3;

/**
 * One transaction: reads what is known, applies the newest of each aggregate, and writes only
 * what is missing. Another process that was faster shows as a duplicate key: the fresh snapshot
 * of the next try knows its work.
 */
export function createStateRound(options: StateRoundOptions) {
  const { consumer, database, clock, metrics } = options;

  async function runRound(session: ClientSession, events: readonly DomainEvent[]) {
    const collections = inboxCollections(database);
    const byId = new Map(events.map((event) => [`${consumer}:${event.id}`, event]));
    const known = await findKnownIds(collections, session, [...byId.keys()]);
    const missing = [...byId].filter(([id]) => !known.has(id));
    if (missing.length === 0) return { missing: 0, applied: 0 };
    const fresh = missing.map(([, event]) => event);
    const lastVersions = await findVersions(collections, session, consumer, fresh);
    const newest = newestPerAggregate(consumer, fresh, lastVersions);
    if (newest.length > 0) {
      await options.apply(
        session,
        newest.map((change) => change.event),
      );
      await writeVersions(collections, session, newest);
    }
    const at = clock.now();
    await collections.rows.insertMany(
      missing.map(([_id]) => ({ _id, at })),
      { session, ordered: true },
    );
    return { missing: missing.length, applied: newest.length };
  }

  return async function applyRound(events: readonly DomainEvent[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        const done = await database.transact((session) => runRound(session, events));
        metrics.count('applied', done.applied);
        metrics.count('skipped', done.missing - done.applied);
        metrics.count('duplicate', events.length - done.missing);
        return;
      } catch (error) {
        if (!isDuplicateKey(error) || tries === duplicateTriesMax) throw error;
        await wait(Math.random() * 10 * tries);
      }
    }
  };
}

async function findKnownIds(
  { rows }: InboxCollections,
  session: ClientSession,
  ids: string[],
): Promise<ReadonlySet<string>> {
  const found = await rows
    .find({ _id: { $in: ids } }, { session, projection: { _id: 1 } })
    .toArray();
  return new Set(found.map((row) => row._id));
}

async function findVersions(
  { versions }: InboxCollections,
  session: ClientSession,
  consumer: string,
  events: readonly DomainEvent[],
): Promise<ReadonlyMap<string, number>> {
  const keys = new Set(events.map((event) => versionKey(consumer, event)));
  const found = await versions.find({ _id: { $in: [...keys] } }, { session }).toArray();
  return new Map(found.map((row) => [row._id, row.version]));
}

async function writeVersions(
  { versions }: InboxCollections,
  session: ClientSession,
  changes: readonly VersionChange[],
): Promise<void> {
  const operations = changes.map(({ key, last, event: { aggregateVersion: version } }) =>
    last === null
      ? { insertOne: { document: { _id: key, version } } }
      : { updateOne: { filter: { _id: key, version: last }, update: { $set: { version } } } },
  );
  const result = await versions.bulkWrite(operations, { session, ordered: true });
  // A guarded update that matches nothing is silent; here it would lose the order of versions.
  if (result.insertedCount + result.matchedCount === changes.length) return;
  throw new Error('Versions changed under the snapshot they were read in');
}
