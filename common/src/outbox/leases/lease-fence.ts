import type { ClientSession, mongo } from 'mongoose';
import type { Database } from '../../mongo/index.js';
import { type Acknowledgements, type Fence, LeaseLost } from '../leases.js';
import { type LeaseRow, leaseCollections } from './lease-rows.js';
import { allPartitionNumbers } from './lease-table.js';

/** Partition → epoch, of what is ours. */
export type Epochs = ReadonlyMap<number, number>;

/**
 * Proves ownership by writing to the very rows that a take-over writes to: of the two only one
 * can commit first, and the other one sees it.
 */
export function createLeaseFence(database: Database, owner: string, epochs: Epochs): Fence {
  return {
    owner,
    epochOf: (partition) => epochs.get(partition) ?? 0,
    async assertHeld(session: ClientSession, partitions, acknowledged = new Map()) {
      const asked = [...new Set(partitions)];
      if (asked.length === 0) return;
      const { leases } = leaseCollections(database);
      const filter = heldUnder(owner, epochs, asked);
      const touched = await leases.updateMany(filter, touch(acknowledged), { session });
      if (touched.matchedCount === asked.length) return;
      const held = await leases.find(filter, { session, projection: { _id: 1 } }).toArray();
      const heldIds = held.map((row) => row._id);
      throw lostAmong(asked, heldIds);
    },
  };
}

/** One write for all of them, though each has a message of its own to remember. */
function touch(acknowledged: Acknowledgements): mongo.UpdateFilter<LeaseRow> | mongo.Document[] {
  if (acknowledged.size === 0) return { $inc: { touches: 1 } };
  const byPartition = allPartitionNumbers.map((partition) => acknowledged.get(partition) ?? null);
  const own = { $arrayElemAt: [{ $literal: byPartition }, '$_id'] };
  // Documents compare field by field, so the higher sequence wins; null is below everything.
  const $set = {
    touches: { $add: ['$touches', 1] },
    acknowledged: { $max: ['$acknowledged', own] },
  };
  return [{ $set }];
}

/** Those of `partitions` (at least one) that are still `owner`'s under these epochs. */
export function heldUnder(
  owner: string,
  epochs: Epochs,
  partitions: readonly number[],
): mongo.Filter<LeaseRow> {
  const epochOf = (partition: number) => epochs.get(partition) ?? 0;
  // Most were taken together: a handful of epochs instead of a clause for each partition.
  const $or = [...new Set(partitions.map(epochOf))].map((epoch) => ({
    _id: { $in: partitions.filter((partition) => epochOf(partition) === epoch) },
    epoch,
  }));
  return { owner, $or };
}

export function lostAmong(partitions: readonly number[], held: readonly number[]): LeaseLost {
  return new LeaseLost(partitions.filter((partition) => !held.includes(partition)));
}
