import type { ClientSession } from 'mongoose';

/** Proof of the right to publish: a mark made under an older epoch than the lease's is refused. */
export interface Fence {
  readonly owner: string;
  /** Rises with every change of a partition's owner. */
  epochOf(partition: number): number;
  /**
   * Touches the leases of `partitions` in the transaction of `session`, so that it commits only
   * while they are ours under these epochs. Throws LeaseLost otherwise.
   */
  assertHeld(session: ClientSession, partitions: readonly number[]): Promise<void>;
}

/** The partitions whose rows this relay publishes now. */
export interface Ownership {
  readonly partitions: 'all' | readonly number[];
  readonly fence: Fence;
}

/** Another relay owns some of the partitions now; what we knew of their rows is out of date. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  constructor(readonly partitions: readonly number[]) {
    super(`Partitions ${partitions.join(', ')} have another owner`);
  }
}

/** Shares the partitions among the relays of a database. */
export interface PartitionLeases {
  start(): Promise<void>;
  /** What is owned at this moment; asked before every read and again before every mark. */
  current(): Ownership;
  /** Gives everything back at once. */
  stop(): Promise<void>;
}

/** For the process that relays alone, as with the in-process bus: it owns everything, always. */
export const allPartitions: PartitionLeases = {
  start: async () => undefined,
  current: () => ({
    partitions: 'all',
    fence: { owner: 'in-process', epochOf: () => 1, assertHeld: async () => undefined },
  }),
  stop: async () => undefined,
};
