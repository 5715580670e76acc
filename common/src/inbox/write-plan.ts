import type { ClientSession } from 'mongoose';
import type { RoundPlan, VersionChange } from './plan.js';
import { inboxId, versionKey, type WaitingDelivery } from './rows.js';
import type { InboxCollections } from './rows.model.js';
import type { Snapshot } from './snapshot.js';

/** Writes down what a round did, in the transaction of its effects; one statement a collection. */
export async function writePlan(
  consumer: string,
  collections: InboxCollections,
  session: ClientSession,
  plan: RoundPlan,
  { now, parkedIds, queues }: Snapshot,
): Promise<void> {
  await writeVersions(collections, session, plan.versions);
  const ids = plan.done.map((event) => inboxId(consumer, event));
  if (ids.length > 0) {
    const rows = ids.map((_id) => ({ _id, at: now }));
    await collections.rows.insertMany(rows, { session, ordered: true });
  }
  if (queues.size > 0 && ids.length > 0)
    await collections.waiting.deleteMany({ _id: { $in: ids } }, { session });
  if (plan.waits.length > 0) {
    const waits = plan.waits.map((event) => ({
      _id: inboxId(consumer, event),
      consumer,
      key: versionKey(consumer, event),
      version: event.aggregateVersion,
      event,
      at: now,
    }));
    await collections.waiting.insertMany(waits, { session, ordered: true });
    await touchVersions(collections, session, waits);
  }
  // Brought again and no failure any more.
  if (parkedIds.size > 0)
    await collections.parked.deleteMany({ _id: { $in: [...parkedIds] } }, { session });
}

/**
 * Beside us another process may apply the very version that these wait for. Neither round would
 * see the other in its snapshot, and what waits would wait for ever: so both write to the row of
 * the aggregate, and one of them is repeated. Where there is no row yet it is one without a version.
 * That they came stays on it when they no longer wait: a base is not above what was brought.
 */
async function touchVersions(
  { versions }: InboxCollections,
  session: ClientSession,
  waits: readonly WaitingDelivery[],
): Promise<void> {
  const operations = waits.map(({ key: _id, version: brought, at: broughtAt }) => {
    const update = { $inc: { touches: 1 }, $min: { brought, broughtAt } };
    return { updateOne: { filter: { _id }, update, upsert: true } };
  });
  await versions.bulkWrite(operations, { session, ordered: true });
}

async function writeVersions(
  { versions }: InboxCollections,
  session: ClientSession,
  changes: readonly VersionChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const operations = changes.map(({ key: _id, last, version, base }) => {
    const update = { $set: base === undefined ? { version } : { version, base } };
    // An aggregate not seen before: the key of one that was seen meanwhile is a duplicate.
    return last === null
      ? { updateOne: { filter: { _id, version: { $exists: false } }, update, upsert: true } }
      : { updateOne: { filter: { _id, version: last }, update } };
  });
  const result = await versions.bulkWrite(operations, { session, ordered: true });
  // A guarded update that matches nothing is silent; here it would lose the order of versions.
  if (result.upsertedCount + result.matchedCount === changes.length) return;
  throw new Error('Versions changed under the snapshot they were read in');
}
