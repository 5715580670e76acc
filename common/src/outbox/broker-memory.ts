import type { BrokerStorage, Bus } from '../bus/port.js';
import { between, type FaultPoint } from '../fault-point.js';
import type { Logger } from '../logging/index.js';
import type { Ownership, PartitionLeases } from './leases.js';
import { findLostTail } from './lost-tail.js';
import type { PendingRow } from './outcomes.js';
import { partitionCount } from './partition.js';
import type { Republish } from './republish.js';

export interface BrokerMemoryDependencies {
  readonly bus: Bus;
  readonly leases: PartitionLeases;
  readonly republish: Republish;
  readonly logger: Logger;
  readonly faultPoint: FaultPoint;
  /** Ends and marks all that is under way: it was sent to the storage of before. */
  settleAll(): Promise<void>;
  /** What was known of their published versions is out of date. */
  forget(partitions: readonly number[]): void;
  onRepublished(rows: number): void;
}

/** A server that tells no positions may lose, with its power, what it had not yet written. */
const withoutPositionMs = 2 * 60_000;
const everyPartition = Array.from({ length: partitionCount }, (_value, index) => index);

/**
 * Compares the broker's storage with what its receipts promised: on every connect and for every
 * partition that was taken over, before anything of it is published. What the broker has lost
 * becomes pending again, so each aggregate resumes in order. It keeps messages longer than we keep
 * rows: what we have and it removed was purged by hand, perhaps before everybody had it.
 */
export function createBrokerMemory(dependencies: BrokerMemoryDependencies) {
  const { bus, leases, republish, logger, faultPoint } = dependencies;
  let connection = Number.NaN;
  /** The epochs under which partitions were compared, on this connection. */
  const compared = new Map<number, number>();

  async function recover(partitions: readonly number[], storage: BrokerStorage): Promise<void> {
    const { origin, firstSequence = 0, lastSequence } = storage;
    const moved = partitions.filter((partition) => leases.brokerOriginOf(partition) !== origin);
    const same = partitions.filter((partition) => !moved.includes(partition));
    const lost = await between(faultPoint, 'lost-tail', async () =>
      findLostTail(bus, await leases.acknowledged(same), lastSequence, republish.committedAt),
    );
    const rows = await between(faultPoint, 'republish', async () => {
      const elsewhere = moved.length === 0 ? 0 : await republish.all(moved);
      if (same.length === 0) return elsewhere;
      const beyond =
        lost.partitions.length === 0 ? 0 : await republish.beyond(lost.partitions, lost.heldUpTo);
      const removed = await republish.below(same, firstSequence);
      const lately = await republish.lately(same, withoutPositionMs, (types, since) =>
        bus.heldSince(types, since),
      );
      return elsewhere + beyond + removed + lately;
    });
    dependencies.forget(partitions);
    dependencies.onRepublished(rows);
    if (rows > 0) {
      const fields = { rows, origin, lastSequence, newOrigin: moved.length > 0 };
      logger.warn(fields, 'The broker has not all that was published; rows are published again');
    }
    const changed = [...moved, ...lost.partitions];
    if (changed.length === 0) return;
    const remember = () => leases.rememberBrokerOrigin(changed, origin);
    await between(faultPoint, 'remember-origin', remember);
  }

  return {
    /** Whether a publish of this row may go to the broker as it is now. */
    isCompared: ({ partition, epoch }: PendingRow) =>
      connection === bus.connections() && compared.get(partition) === epoch,
    /** Throws what the bus, the database or the leases say; nothing counts as compared then. */
    async compare({ partitions, fence }: Ownership): Promise<void> {
      const current = bus.connections();
      const epochOf = (partition: number) => fence?.epochOf(partition) ?? 1;
      if (current !== connection) compared.clear();
      const owned = partitions === 'all' ? everyPartition : partitions;
      const unknown = owned.filter((partition) => compared.get(partition) !== epochOf(partition));
      if (unknown.length === 0) return;
      if (current !== connection) await dependencies.settleAll();
      const storage = await between(faultPoint, 'storage', () => bus.storage());
      if (storage !== null) await recover(unknown, storage);
      connection = current;
      for (const partition of unknown) compared.set(partition, epochOf(partition));
    },
  };
}

export type BrokerMemory = ReturnType<typeof createBrokerMemory>;
