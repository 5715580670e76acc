import { type Database, isDuplicateKey, withinMs } from '../../mongo/index.js';
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
  const within = <Result>(statement: Promise<Result>) => withinMs(times.statementMsMax, statement);
  const heartbeat = () => [
    { $set: { seenAt: '$$NOW', expiresAt: { $add: ['$$NOW', times.leaseMs] } } },
  ];

  return {
    async seed() {
      const rows = allPartitionNumbers.map(
        (_id): LeaseRow => ({ _id, owner: null, epoch: 0, isCautious: false, touches: 0 }),
      );
      const seeded = collections().leases.insertMany(rows, { ordered: false });
      await within(seeded).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    },
    async join(owner) {
      const options = { upsert: true };
      await within(collections().relays.updateOne({ _id: owner }, heartbeat(), options));
    },
    async renew(owner) {
      const renewed = await within(collections().relays.updateOne({ _id: owner }, heartbeat()));
      return renewed.matchedCount === 1;
    },
    async strikeOff(owner) {
      const isOver = { $expr: { $lte: ['$expiresAt', '$$NOW'] } };
      const struck = await within(collections().relays.deleteOne({ _id: owner, ...isOver }));
      return struck.deletedCount === 1;
    },
    async take(owner, partitions, dead) {
      const free = { _id: { $in: [...partitions] }, owner: { $in: [null, ...dead] } };
      const taken = {
        owner: { $literal: owner },
        epoch: { $add: ['$epoch', 1] },
        isCautious: { $or: ['$isCautious', { $ne: ['$owner', null] }] },
      };
      await within(collections().leases.updateMany(free, [{ $set: taken }]));
    },
    findOwned: (owner) => within(collections().leases.find({ owner }).toArray()),
    async giveBack(owner, partitions) {
      const filter = { _id: { $in: [...partitions] }, owner };
      await within(collections().leases.updateMany(filter, { $set: { owner: null } }));
    },
    async settle(owner, partitions) {
      const filter = { _id: { $in: [...partitions] }, owner };
      await within(collections().leases.updateMany(filter, { $set: { isCautious: false } }));
    },
    async findAcknowledged(partitions) {
      const filter = { _id: { $in: [...partitions] } };
      const found = await within(collections().leases.find(filter).toArray());
      return new Map(
        found.flatMap(({ _id, acknowledged }) => (acknowledged ? [[_id, acknowledged]] : [])),
      );
    },
    async rememberBrokerOrigin(owner, epochs, partitions, brokerOrigin) {
      const { leases } = collections();
      const filter = heldUnder(owner, epochs, partitions);
      const update = { $set: { brokerOrigin }, $unset: { acknowledged: '' } } as const;
      const updated = await within(leases.updateMany(filter, update));
      if (updated.matchedCount === partitions.length) return partitions;
      const held = await within(leases.find(filter, { projection: { _id: 1 } }).toArray());
      return held.map((row) => row._id);
    },
    async giveBackAll(owner) {
      await within(collections().leases.updateMany({ owner }, { $set: { owner: null } }));
    },
    async leave(owner) {
      await within(collections().relays.deleteOne({ _id: owner }));
    },
  };
}
