import { between, type FaultPoint } from '../fault-point.js';
import type { DomainEventId } from '../ids.js';
import type { AggregateRun } from './aggregate-runs.js';
import type { Ownership, PartitionLeases } from './leases.js';
import type { Outcome, PendingRow, StoredRow } from './outcomes.js';
import type { RelayStore } from './relay-store.js';

interface Boundary {
  readonly epoch: number;
  /** No row that was there when the partition was taken over is above it. */
  readonly id: DomainEventId | null;
}

/** Rows at once, by the tries that never ended: the one that kills ends up alone. */
const rowsMaxByUnfinished = [Number.POSITIVE_INFINITY, 100, 20, 5, 1] as const;
const unfinishedMax = rowsMaxByUnfinished.length;

export const unfinishedOf = ({ attempts }: Pick<StoredRow, 'attempts'>) =>
  Math.max(attempts.started - attempts.finished, 0);

/** Null for a row that may be tried. */
export function parkedAsKiller(row: PendingRow): Outcome | null {
  if (unfinishedOf(row) < unfinishedMax) return null;
  const reason = `its publish killed the process ${unfinishedMax} times`;
  return { kind: 'parked', row, reason, hasTried: false };
}

/** How many rows may go together with one of so many unfinished tries. */
export const rowsMaxBeside = (unfinished: number) => rowsMaxByUnfinished[unfinished] ?? 1;

/**
 * Knows which rows may have killed their relay: those that were pending when a cautious partition
 * was taken over. Their tries are written down before they begin.
 */
export function createSuspects(store: RelayStore, leases: PartitionLeases, faultPoint: FaultPoint) {
  const boundaries = new Map<number, Boundary>();
  let hasNews = false;

  const isKnown = (partition: number, epoch: number) => boundaries.get(partition)?.epoch === epoch;

  return {
    /** Before the first read of partitions that were taken over: what is there by then. */
    async look({ cautious, fence }: Ownership): Promise<void> {
      for (const partition of boundaries.keys()) {
        if (!cautious.has(partition)) boundaries.delete(partition);
      }
      const epochOf = (partition: number) => fence?.epochOf(partition) ?? 1;
      const taken = [...cautious].filter((partition) => !isKnown(partition, epochOf(partition)));
      if (taken.length === 0) return;
      const id = await between(faultPoint, 'take-over', () => store.highestId());
      hasNews = true;
      for (const partition of taken) boundaries.set(partition, { epoch: epochOf(partition), id });
    },
    isSuspect({ partition, _id }: StoredRow): boolean {
      const boundary = boundaries.get(partition);
      return boundary !== undefined && boundary.id !== null && _id <= boundary.id;
    },
    /** Rows were marked. */
    marked(): void {
      hasNews = true;
    },
    mayBeThrough: () => boundaries.size > 0 && hasNews,
    /** Ends the caution for partitions of which nothing is left of what was pending then. */
    async settle(): Promise<void> {
      hasNews = false;
      const ids = [...boundaries.values()].flatMap(({ id }) => id ?? []).sort();
      const highest = ids.at(-1);
      const asked = [...boundaries.keys()];
      const pending =
        highest === undefined
          ? []
          : await between(faultPoint, 'settle', () => store.partitionsPending(asked, highest));
      for (const partition of asked.filter((one) => !pending.includes(one))) {
        boundaries.delete(partition);
        leases.settled(partition);
      }
    },
  };
}

export type Suspects = ReturnType<typeof createSuspects>;

/**
 * Of runs with unfinished tries, those that may be tried together now: the worst first, the fewer
 * the worse they are. Cut to their number of rows.
 */
export function worstFirst(runs: readonly AggregateRun[]): readonly AggregateRun[] {
  const worst = (run: AggregateRun) => Math.max(...run.rows.map(unfinishedOf));
  const sorted = [...runs].sort((left, right) => worst(right) - worst(left));
  const [first] = sorted;
  if (first === undefined) return [];
  let left = rowsMaxBeside(worst(first));
  return sorted.flatMap(({ key, rows: [head, ...behind] }) => {
    if (left < 1) return [];
    const rows = [head, ...behind.slice(0, left - 1)] as const;
    left -= rows.length;
    return [{ key, rows }];
  });
}
