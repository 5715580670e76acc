import type { DomainEventId } from '../ids.js';
import type { PendingRow } from './outcomes.js';

/**
 * The rows that this relay is about to publish, or has published and not yet marked. The database
 * still shows them as due; whoever reads asks here first.
 */
export function createRowsInHand() {
  const ids = new Set<DomainEventId>();
  const byPartition = new Map<number, number>();
  /** A read that began before their mark may still bring them. */
  const putDownSinceRead = new Set<DomainEventId>();

  function count(partition: number, by: 1 | -1): void {
    const rows = (byPartition.get(partition) ?? 0) + by;
    if (rows === 0) byPartition.delete(partition);
    else byPartition.set(partition, rows);
  }

  return {
    count: () => ids.size,
    isHolding: (partition: number) => byPartition.has(partition),
    has: (id: DomainEventId) => ids.has(id),
    isKnown: (id: DomainEventId) => ids.has(id) || putDownSinceRead.has(id),
    readBegins: () => putDownSinceRead.clear(),
    take({ _id, partition }: PendingRow): void {
      if (ids.has(_id)) return;
      ids.add(_id);
      count(partition, 1);
    },
    putDown({ _id, partition }: PendingRow): void {
      if (!ids.delete(_id)) return;
      putDownSinceRead.add(_id);
      count(partition, -1);
    },
  };
}

export type RowsInHand = ReturnType<typeof createRowsInHand>;
