import type { DomainEvent } from '../contracts/domain-event.js';
import { between, type FaultPoint } from '../fault-point.js';
import { newId } from '../ids.js';
import type { Database } from '../mongo/index.js';
import { type ClaimedDelivery, inboxId } from './rows.js';
import { inboxCollections } from './rows.model.js';

export interface DeferralsOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly faultPoint: FaultPoint;
}

export interface Deferral {
  readonly event: DomainEvent;
  readonly afterMs: number;
  readonly waitsFor: string;
  readonly reason: string;
}

/** The pause doubles with every try up to this. */
export const pauseMsMax = 5_000;
/** A process that ends while it has claimed some leaves them to others after this. */
const claimMs = 10_000;

/**
 * What a consumer keeps until something else has arrived. It is acknowledged: on the broker it
 * would take a place of what is under way. All times are the database's.
 */
export function createDeferrals({ consumer, database, faultPoint }: DeferralsOptions) {
  const rows = () => inboxCollections(database).deferred;
  const step = <T>(name: string, work: () => Promise<T>) =>
    between(faultPoint, `${consumer}.${name}`, work);
  const isDue = { $expr: { $lte: ['$dueAt', '$$NOW'] } };

  return {
    /** Keeps them, or keeps them longer; answers the ids of events kept for `keptMsMax` or more. */
    defer(deferrals: readonly Deferral[], keptMsMax: number): Promise<ReadonlySet<string>> {
      const operations = deferrals.map((deferral) => ({
        updateOne: {
          filter: { _id: inboxId(consumer, deferral.event) },
          update: keep(consumer, deferral),
          upsert: true,
        },
      }));
      const _id = { $in: deferrals.map(({ event }) => inboxId(consumer, event)) };
      const isOld = { $expr: { $gte: [{ $subtract: ['$seenAt', '$at'] }, keptMsMax] } };
      return step('defer', async () => {
        await rows().bulkWrite(operations, { ordered: false });
        const old = await rows()
          .find({ _id, ...isOld })
          .toArray();
        return new Set(old.map(({ event }) => event.id));
      });
    },

    /** Takes those that are due, the oldest first, away from other processes for a while. */
    claim(rowsMax: number): Promise<ClaimedDelivery[]> {
      return step('claim', async () => {
        const due = { consumer, ...isDue };
        const options = { projection: { _id: 1 }, sort: { dueAt: 1 }, limit: rowsMax } as const;
        const ids = (await rows().find(due, options).toArray()).map(({ _id }) => _id);
        if (ids.length === 0) return [];
        const claimedBy = newId();
        await rows().updateMany({ _id: { $in: ids }, ...isDue }, [
          { $set: { claimedBy, dueAt: later(claimMs) } },
        ]);
        const claimed = await rows()
          .find({ _id: { $in: ids }, claimedBy })
          .sort({ at: 1 })
          .toArray();
        return claimed.map((row) => ({ ...row, claimedBy }));
      });
    },

    /** Of what was tried, the rows that are no longer this claim's: they are kept on. */
    async keptOn(tried: readonly ClaimedDelivery[]): Promise<ReadonlyMap<string, Date>> {
      const claimedBy = { $nin: tried.map((row) => row.claimedBy) };
      const found = await rows()
        .find({ _id: { $in: tried.map(({ _id }) => _id) }, claimedBy })
        .toArray();
      return new Map(found.map(({ _id, dueAt }) => [_id, dueAt]));
    },

    /** They wait for the same as one that was too early. */
    async postpone(claimed: readonly ClaimedDelivery[], dueAt: Date): Promise<void> {
      await rows().updateMany(stillClaimed(claimed), { $set: { dueAt }, $unset: unclaimed });
    },

    async retry(claimed: readonly ClaimedDelivery[], afterMs: number): Promise<void> {
      const put = { $set: { dueAt: later(Math.round(afterMs)) } };
      await rows().updateMany(stillClaimed(claimed), [put, { $unset: 'claimedBy' }]);
    },

    /** What these wait for has arrived: whoever tries one now may not have seen that. */
    async hurry(keys: readonly string[]): Promise<void> {
      const due = [{ $set: { dueAt: '$$NOW', tries: 0 } }, { $unset: 'claimedBy' }];
      await rows().updateMany({ consumer, waitsFor: { $in: [...keys] } }, due);
    },

    /** They are over. One that somebody hurried meanwhile is kept: it costs a look, and is over then. */
    async forget(claimed: readonly ClaimedDelivery[]): Promise<void> {
      if (claimed.length === 0) return;
      await step('undefer', () => rows().deleteMany(stillClaimed(claimed)));
    },

    /** Milliseconds until something is due; null when nothing is kept. */
    async dueInMs(): Promise<number | null> {
      const [next] = await rows()
        .aggregate<{ readonly ms: number }>([
          { $match: { consumer } },
          { $sort: { dueAt: 1 } },
          { $limit: 1 },
          { $project: { _id: 0, ms: { $subtract: ['$dueAt', '$$NOW'] } } },
        ])
        .toArray();
      return next === undefined ? null : Math.max(next.ms, 0);
    },
  };
}

/**
 * What came of a try is written only to rows that are still as the try found them. A row that was
 * deferred again, hurried, or claimed by another process does not carry the claim any more.
 */
const stillClaimed = (claimed: readonly ClaimedDelivery[]) => ({
  _id: { $in: claimed.map(({ _id }) => _id) },
  claimedBy: { $in: claimed.map(({ claimedBy }) => claimedBy) },
});
const unclaimed = { claimedBy: '' } as const;

const later = (ms: unknown) => ({ $add: ['$$NOW', ms] });

function keep(consumer: string, { event, afterMs, waitsFor, reason }: Deferral) {
  const doubled = { $multiply: [afterMs, { $pow: [2, { $subtract: ['$tries', 1] }] }] };
  const kept = {
    ...{ consumer: { $literal: consumer }, event: { $literal: event } },
    ...{ waitsFor: { $literal: waitsFor }, reason: { $literal: reason } },
    ...{ at: { $ifNull: ['$at', '$$NOW'] }, seenAt: '$$NOW' },
    tries: { $add: [{ $ifNull: ['$tries', 0] }, 1] },
  };
  // Without a claim it was hurried while it was tried: its own time stands. `$min` passes over null.
  const hurriedTo = { $cond: [{ $eq: [{ $type: '$claimedBy' }, 'missing'] }, '$dueAt', null] };
  const pausedTo = later({ $toLong: { $min: [doubled, pauseMsMax] } });
  const due = { dueAt: { $min: [hurriedTo, pausedTo] } };
  return [{ $set: kept }, { $set: due }, { $unset: 'claimedBy' }];
}

export type Deferrals = ReturnType<typeof createDeferrals>;
