import type { ClientSession } from 'mongoose';
import type { DomainEventId } from '../ids.js';

/** A message that the broker has acknowledged, and where it lies. */
export interface Acknowledged {
  readonly sequence: number;
  readonly eventId: DomainEventId;
}

/** By partition: of its own messages the one that lies highest. */
export type Acknowledgements = ReadonlyMap<number, Acknowledged>;

/** Proof of the right to publish: a mark made under an older epoch than the lease's is refused. */
export interface Fence {
  readonly owner: string;
  /** Rises with every change of a partition's owner; 0 for a partition that is not ours. */
  epochOf(partition: number): number;
  /**
   * Touches the leases of `partitions` in the transaction of `session`, so that it commits only
   * while they are ours under these epochs. Throws LeaseLost, naming those that are not. They
   * remember `acknowledged`, unless they know of something higher.
   */
  assertHeld(
    session: ClientSession,
    partitions: readonly number[],
    acknowledged?: Acknowledgements,
  ): Promise<void>;
}

/** What one relay may do now. A value: it is made anew with every change, and never changes. */
export interface Ownership {
  /** Their rows are read and published. Neither lost, nor being released, nor near their end. */
  readonly partitions: 'all' | readonly number[];
  /**
   * Still ours, but wanted by others: they are not read any more, what is under way ends and is
   * marked, and then the relay calls `released`.
   */
  readonly releasing: readonly number[];
  /**
   * Of `partitions`: those whose last owner did not give them back (killed, or this relay's own
   * last life), so that one of their rows may have killed it. Until `settled` is called.
   */
  readonly cautious: ReadonlySet<number>;
  /** Null where nobody else can publish: marks need no proof then, and no transaction. */
  readonly fence: Fence | null;
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
  /** Announces this relay and begins to take its share. Resolves without waiting for partitions. */
  start(): Promise<void>;
  /** What is owned at this moment, from memory; asked before every read and every mark. */
  current(): Ownership;
  /**
   * Renews the leases of `partitions` by compare-and-set, now and in the database: answers those
   * that are still ours under the epochs of `current()`. What it does not answer is lost, and no
   * longer in `current()`. Asked when the broker says that somebody was ahead of us.
   */
  verify(partitions: readonly number[]): Promise<readonly number[]>;
  /** The rows that were pending when the cautious `partition` was taken over are through. */
  settled(partition: number): void;
  /**
   * Nothing of the releasing `partition` is under way or unmarked: it may be given away at once.
   * May be called again, or for a partition that was lost meanwhile.
   */
  released(partition: number): void;
  /**
   * The broker storage (`bus.storage().origin`) that the published rows of an owned partition are
   * known to be in, as its lease said when we took it or as we remembered since. Null: none yet.
   */
  brokerOriginOf(partition: number): string | null;
  /** What the broker must still hold of those of `partitions` that marks told it of; asked anew. */
  acknowledged(partitions: readonly number[]): Promise<Acknowledgements>;
  /**
   * Writes it into the leases, under owner and epoch, and forgets what was acknowledged: that is
   * to be published again. Throws LeaseLost, naming what is not ours.
   */
  rememberBrokerOrigin(partitions: readonly number[], origin: string): Promise<void>;
  /**
   * Calls `listener` after every change of `current()`: partitions came, are wanted back, or were
   * lost. It must not throw, and may be called before `start` resolves. Returns the way out.
   */
  onChange(listener: () => void): () => void;
  /**
   * Gives everything back at once and takes nothing more. The relay has finished and marked all by
   * then; a partition freed so is not cautious for its next owner.
   */
  stop(): Promise<void>;
}
