import type { DomainEvent } from '../contracts/domain-event.js';
import { between, type FaultPoint } from '../fault-point.js';
import { newId } from '../ids.js';
import type { Database } from '../mongo/index.js';
import { type DeferredDelivery, inboxId } from './rows.js';
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
    claim(rowsMax: number): Promise<DeferredDelivery[]> {
      return step('claim', async () => {
        const due = { consumer, ...isDue };
        const options = { projection: { _id: 1 }, sort: { dueAt: 1 }, limit: rowsMax } as const;
        const ids = (await rows().find(due, options).toArray()).map(({ _id }) => _id);
        if (ids.length === 0) return [];
        const claimedBy = newId();
        await rows().updateMany({ _id: { $in: ids }, ...isDue }, [
          { $set: { claimedBy, dueAt: later(claimMs) } },
        ]);
        return rows()
          .find({ _id: { $in: ids }, claimedBy })
          .sort({ at: 1 })
          .toArray();
      });
    },

    /** Of what was tried, the rows that are kept on because it is still too early. */
    async keptOn(tried: readonly DeferredDelivery[]): Promise<ReadonlyMap<string, Date>> {
      const found = await rows()
        .find({ $or: tried.map(({ _id, tries }) => ({ _id, tries: { $gt: tries } })) })
        .toArray();
      return new Map(found.map(({ _id, dueAt }) => [_id, dueAt]));
    },

    /** All that waits for the same as one that was too early. */
    async postpone(waitsFor: string, dueAt: Date): Promise<void> {
      await rows().updateMany({ consumer, waitsFor }, { $set: { dueAt } });
    },

    async retry(ids: readonly string[], afterMs: number): Promise<void> {
      await rows().updateMany({ _id: { $in: [...ids] } }, [
        { $set: { dueAt: later(Math.round(afterMs)) } },
      ]);
    },

    /** What these wait for has arrived. */
    async hurry(keys: readonly string[]): Promise<void> {
      const due = [{ $set: { dueAt: '$$NOW', tries: 0 } }];
      await rows().updateMany({ consumer, waitsFor: { $in: [...keys] } }, due);
    },

    async forget(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return;
      await step('undefer', () => rows().deleteMany({ _id: { $in: [...ids] } }));
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

const later = (ms: unknown) => ({ $add: ['$$NOW', ms] });

function keep(consumer: string, { event, afterMs, waitsFor, reason }: Deferral) {
  const doubled = { $multiply: [afterMs, { $pow: [2, { $subtract: ['$tries', 1] }] }] };
  const kept = {
    ...{ consumer: { $literal: consumer }, event: { $literal: event } },
    ...{ waitsFor: { $literal: waitsFor }, reason: { $literal: reason } },
    ...{ at: { $ifNull: ['$at', '$$NOW'] }, seenAt: '$$NOW' },
    tries: { $add: [{ $ifNull: ['$tries', 0] }, 1] },
  };
  return [{ $set: kept }, { $set: { dueAt: later({ $toLong: { $min: [doubled, pauseMsMax] } }) } }];
}

export type Deferrals = ReturnType<typeof createDeferrals>;
