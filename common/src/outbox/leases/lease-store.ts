import { type Database, isDuplicateKey } from '../../mongo/index.js';
import type { Acknowledgements } from '../leases.js';
import { type Epochs, heldUnder } from './lease-fence.js';
import { type LeaseRow, leaseCollections } from './lease-rows.js';
import { allPartitionNumbers } from './lease-table.js';
import type { LeaseTimes } from './lease-times.js';

/**
 * The statements by which leases change hands. Every one compares and sets on the database's clock
 * or on an owner, and resolves when a majority has it (the connection's default).
 */
export interface LeaseStore {
  /** Makes the rows that are missing: nobody's, under epoch 0. */
  seed(): Promise<void>;
  join(owner: string): Promise<void>;
  /** A heartbeat. False when the member was struck off: it owns nothing any more. */
  renew(owner: string): Promise<boolean>;
  /** Strikes off a member whose time is over; false when it renewed or somebody was faster. */
  strikeOff(owner: string): Promise<boolean>;
  /** Takes those of `partitions` that were given back or still belong to one of `dead`. */
  take(owner: string, partitions: readonly number[], dead: readonly string[]): Promise<void>;
  findOwned(owner: string): Promise<LeaseRow[]>;
  giveBack(owner: string, partitions: readonly number[]): Promise<void>;
  settle(owner: string, partitions: readonly number[]): Promise<void>;
  /** What the broker acknowledged of those of `partitions` that remember something. */
  findAcknowledged(partitions: readonly number[]): Promise<Acknowledgements>;
  /**
   * Answers those of `partitions` that were `owner`'s under these epochs; they remember it now, and
   * nothing of what was acknowledged before.
   */
  rememberBrokerOrigin(
    owner: string,
    epochs: Epochs,
    partitions: readonly number[],
    origin: string,
  ): Promise<readonly number[]>;
  giveBackAll(owner: string): Promise<void>;
  /** Takes the name off the list; what it still owned is anybody's then, with caution. */
  leave(owner: string): Promise<void>;
}

export function createLeaseStore(database: Database, times: LeaseTimes): LeaseStore {
  const collections = () => leaseCollections(database);
  const limit = { timeoutMS: times.statementMsMax };
  const heartbeat = () => [
    { $set: { seenAt: '$$NOW', expiresAt: { $add: ['$$NOW', times.leaseMs] } } },
  ];

  return {
    async seed() {
      const rows = allPartitionNumbers.map(
        (_id): LeaseRow => ({ _id, owner: null, epoch: 0, isCautious: false, touches: 0 }),
      );
      await collections()
        .leases.insertMany(rows, { ordered: false, ...limit })
        .catch((error: unknown) => {
          if (!isDuplicateKey(error)) throw error;
        });
    },
    async join(owner) {
      await collections().relays.updateOne({ _id: owner }, heartbeat(), {
        upsert: true,
        ...limit,
      });
    },
    async renew(owner) {
      const renewed = await collections().relays.updateOne({ _id: owner }, heartbeat(), limit);
      return renewed.matchedCount === 1;
    },
    async strikeOff(owner) {
      const isOver = { $expr: { $lte: ['$expiresAt', '$$NOW'] } };
      const struck = await collections().relays.deleteOne({ _id: owner, ...isOver }, limit);
      return struck.deletedCount === 1;
    },
    async take(owner, partitions, dead) {
      await collections().leases.updateMany(
        { _id: { $in: [...partitions] }, owner: { $in: [null, ...dead] } },
        [
          {
            $set: {
              owner: { $literal: owner },
              epoch: { $add: ['$epoch', 1] },
              isCautious: { $or: ['$isCautious', { $ne: ['$owner', null] }] },
            },
          },
        ],
        limit,
      );
    },
    findOwned: (owner) => collections().leases.find({ owner }, limit).toArray(),
    async giveBack(owner, partitions) {
      const filter = { _id: { $in: [...partitions] }, owner };
      await collections().leases.updateMany(filter, { $set: { owner: null } }, limit);
    },
    async settle(owner, partitions) {
      const filter = { _id: { $in: [...partitions] }, owner };
      await collections().leases.updateMany(filter, { $set: { isCautious: false } }, limit);
    },
    async findAcknowledged(partitions) {
      const filter = { _id: { $in: [...partitions] } };
      const found = await collections().leases.find(filter, limit).toArray();
      return new Map(
        found.flatMap(({ _id, acknowledged }) => (acknowledged ? [[_id, acknowledged]] : [])),
      );
    },
    async rememberBrokerOrigin(owner, epochs, partitions, brokerOrigin) {
      const { leases } = collections();
      const filter = heldUnder(owner, epochs, partitions);
      const update = { $set: { brokerOrigin }, $unset: { acknowledged: '' } } as const;
      const updated = await leases.updateMany(filter, update, limit);
      if (updated.matchedCount === partitions.length) return partitions;
      const held = await leases.find(filter, { ...limit, projection: { _id: 1 } }).toArray();
      return held.map((row) => row._id);
    },
    async giveBackAll(owner) {
      await collections().leases.updateMany({ owner }, { $set: { owner: null } }, limit);
    },
    async leave(owner) {
      await collections().relays.deleteOne({ _id: owner }, limit);
    },
  };
}
