import type { Database } from '../../mongo/index.js';
import type { Ownership } from '../leases.js';
import { type HeldLeases, holdNothing, isSame, releasingOf } from './held-leases.js';
import { createLeaseFence, type Epochs } from './lease-fence.js';
import { createLeaseTime } from './lease-time.js';

/** What this relay owns, from memory, and those who want to hear of its changes. */
export function createLeaseState(database: Database, owner: string) {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const time = createLeaseTime(tell);
  let held = holdNothing(owner);
  let ownership = ownershipOf(database, held);
  let without = withoutTime(ownership);

  return {
    time,
    held: () => held,
    epochs: (): Epochs => epochsOf(held),
    /** Nothing is ours to publish once our time is over; marks are for the database to judge. */
    current: (): Ownership => (time.isOver() ? without : ownership),
    set(next: HeldLeases): void {
      const isNews = !isSame(held, next);
      held = next;
      if (!isNews) return;
      ownership = ownershipOf(database, held);
      without = withoutTime(ownership);
      tell();
    },
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type LeaseState = ReturnType<typeof createLeaseState>;

function epochsOf({ rows }: HeldLeases): Epochs {
  return new Map([...rows].map(([partition, row]) => [partition, row.epoch]));
}

function ownershipOf(database: Database, held: HeldLeases): Ownership {
  const releasing = releasingOf(held);
  const partitions = [...held.rows.keys()].slice(0, held.rows.size - releasing.length);
  return {
    partitions,
    releasing,
    cautious: new Set(partitions.filter((partition) => held.rows.get(partition)?.isCautious)),
    fence: createLeaseFence(database, held.owner, epochsOf(held)),
  };
}

function withoutTime(ownership: Ownership): Ownership {
  return { ...ownership, partitions: [], releasing: [], cautious: new Set() };
}
