import type { mongo } from 'mongoose';
import type { Bus } from '../bus/port.js';
import type { DomainEventId } from '../ids.js';
import type { Database } from '../mongo/index.js';
import { partitionCount } from './partition.js';
import { dueAtOnce, type OutboxRow, outboxRows } from './row.model.js';

/** Makes published rows pending again: what the broker may have lost. Repeating it does no harm. */
export interface Republish {
  /** When the first of these was committed; null when one of them is kept no longer. */
  committedAt(this: void, ids: readonly DomainEventId[]): Promise<Date | null>;
  /** Everything that is kept. Answers how many rows. */
  all(partitions: readonly number[]): Promise<number>;
  /** What is above `sequence`, and what nobody knows the position of. */
  beyond(partitions: readonly number[], sequence: number): Promise<number>;
  /** What lay below `sequence`. Answers 0 after one small read where nothing did. */
  below(partitions: readonly number[], sequence: number): Promise<number>;
  /** What was published in the last `ms` to a broker that tells no positions, and does not hold it. */
  lately(partitions: readonly number[], ms: number, heldSince: Bus['heldSince']): Promise<number>;
}

/** Each chunk is one statement, so none of them comes near the driver's time limit. */
const chunkRowsMax = 2_000;
/** Positions rise with time, but for the batches that were marked beside each other. */
const oldestRows = 2_000;
/** A message's time is the broker's, a mark's the database's, and later. */
const clocksApartMs = 30_000;

const byPublishedAt = { hint: { publishedAt: 1 }, projection: { _id: 1 } } as const;

export function createRepublish(database: Database): Republish {
  const rows = outboxRows(database);

  function within(partitions: readonly number[]): mongo.Filter<OutboxRow> {
    return partitions.length < partitionCount ? { partition: { $in: [...partitions] } } : {};
  }

  async function makePending(
    found: AsyncIterable<Pick<OutboxRow, '_id'>> | Iterable<Pick<OutboxRow, '_id'>>,
  ): Promise<number> {
    let count = 0;
    let ids: OutboxRow['_id'][] = [];
    const flush = async () => {
      const filter = { _id: { $in: ids }, publishedAt: { $exists: true } } as const;
      const { modifiedCount } = await rows.updateMany(filter, {
        $set: { pending: true, nextAttemptAt: dueAtOnce, isRepeated: true },
        $unset: { publishedAt: '', sequence: '', lowestSequence: '' },
      });
      count += modifiedCount;
      ids = [];
    };
    for await (const { _id } of found) {
      ids.push(_id);
      if (ids.length === chunkRowsMax) await flush();
    }
    if (ids.length > 0) await flush();
    return count;
  }

  return {
    async committedAt(ids) {
      const filter = { _id: { $in: [...ids] } };
      const found = await rows.find(filter, { projection: { occurredAt: 1 } }).toArray();
      if (found.length < ids.length) return null;
      return new Date(Math.min(...found.map(({ occurredAt }) => occurredAt.getTime())));
    },
    all: (partitions) =>
      makePending(
        rows
          .find({ publishedAt: { $gt: dueAtOnce }, ...within(partitions) }, byPublishedAt)
          .sort({ publishedAt: 1 }),
      ),
    beyond(partitions, sequence) {
      const filter = {
        publishedAt: { $gt: dueAtOnce },
        $or: [{ sequence: { $gt: sequence } }, { sequence: { $exists: false } }],
        ...within(partitions),
      };
      return makePending(rows.find(filter, byPublishedAt).sort({ publishedAt: 1 }));
    },
    async below(partitions, sequence) {
      const kept = { publishedAt: { $gt: dueAtOnce } };
      const [oldest] = await rows
        .aggregate<{ readonly lowest: number | null }>(
          [
            { $match: kept },
            { $sort: { publishedAt: 1 } },
            { $limit: oldestRows },
            { $group: { _id: null, lowest: { $min: '$lowestSequence' } } },
          ],
          { hint: { publishedAt: 1 } },
        )
        .toArray();
      if ((oldest?.lowest ?? sequence) >= sequence) return 0;
      const filter = { ...kept, lowestSequence: { $lt: sequence }, ...within(partitions) };
      return makePending(rows.find(filter, byPublishedAt).sort({ publishedAt: 1 }));
    },
    async lately(partitions, ms, heldSince) {
      const newest = await rows.findOne(
        { publishedAt: { $gt: dueAtOnce }, ...within(partitions) },
        {
          ...byPublishedAt,
          projection: { publishedAt: 1, sequence: 1 },
          sort: { publishedAt: -1 },
        },
      );
      if (newest?.publishedAt === undefined || newest.sequence !== undefined) return 0;
      // On the database's clock: counted back from what was marked last of these partitions.
      const since = new Date(newest.publishedAt.getTime() - ms);
      const filter = {
        publishedAt: { $gte: since },
        sequence: { $exists: false },
        ...within(partitions),
      };
      const projection = { aggregateType: 1 } as const;
      const found = await rows.find(filter, { ...byPublishedAt, projection }).toArray();
      if (found.length === 0) return 0;
      const types = new Set(found.map(({ aggregateType }) => aggregateType));
      const held = await heldSince([...types], new Date(since.getTime() - clocksApartMs));
      return makePending(found.filter(({ _id }) => held?.has(_id) !== true));
    },
  };
}
