import type { LeaseRow } from './lease-rows.js';

/** What a relay has of its leases in memory. A value: every change makes another one. */
export interface HeldLeases {
  readonly owner: string;
  /** By partition, in its order. */
  readonly rows: ReadonlyMap<number, LeaseRow>;
  /** How many of them, counted from the last, others should have. */
  readonly surplus: number;
  /** Releasing, and nothing of them is under way any more. */
  readonly released: ReadonlySet<number>;
  /** No longer cautious, which the database does not know yet. */
  readonly settled: ReadonlySet<number>;
}

export function holdNothing(owner: string): HeldLeases {
  return { owner, rows: new Map(), surplus: 0, released: new Set(), settled: new Set() };
}

export function releasingOf({ rows, surplus }: HeldLeases): readonly number[] {
  return surplus === 0 ? [] : [...rows.keys()].slice(-surplus);
}

/** What the database says is ours; what we said meanwhile and did not write yet still holds. */
export function adopt(held: HeldLeases, found: readonly LeaseRow[], surplus: number): HeldLeases {
  const rows = new Map(
    [...found]
      .sort((left, right) => left._id - right._id)
      .map((row) => [row._id, held.settled.has(row._id) ? { ...row, isCautious: false } : row]),
  );
  return consistent({ ...held, rows, surplus });
}

export function settle(held: HeldLeases, partition: number): HeldLeases {
  const row = held.rows.get(partition);
  if (row?.isCautious !== true) return held;
  const rows = new Map(held.rows).set(partition, { ...row, isCautious: false });
  return { ...held, rows, settled: new Set(held.settled).add(partition) };
}

export function release(held: HeldLeases, partition: number): HeldLeases {
  if (held.released.has(partition) || !releasingOf(held).includes(partition)) return held;
  return { ...held, released: new Set(held.released).add(partition) };
}

export function remember(
  held: HeldLeases,
  partitions: readonly number[],
  brokerOrigin: string,
): HeldLeases {
  const rows = new Map(held.rows);
  for (const partition of partitions) {
    const row = rows.get(partition);
    if (row !== undefined) rows.set(partition, { ...row, brokerOrigin });
  }
  return { ...held, rows };
}

/** The database knows that they are not cautious. */
export function written(held: HeldLeases, partitions: readonly number[]): HeldLeases {
  return { ...held, settled: without(held.settled, partitions) };
}

/** They are not ours any more: `surplus` of the others are still wanted. */
export function drop(held: HeldLeases, partitions: readonly number[], surplus: number): HeldLeases {
  const rows = new Map([...held.rows].filter(([partition]) => !partitions.includes(partition)));
  return consistent({ ...held, rows, surplus });
}

/** What was said of a partition ends when it is not ours, or not wanted by others, any more. */
function consistent(held: HeldLeases): HeldLeases {
  const releasing = releasingOf(held);
  return {
    ...held,
    released: new Set([...held.released].filter((partition) => releasing.includes(partition))),
    settled: new Set([...held.settled].filter((partition) => held.rows.has(partition))),
  };
}

function without(from: ReadonlySet<number>, partitions: readonly number[]): ReadonlySet<number> {
  return new Set([...from].filter((partition) => !partitions.includes(partition)));
}

/** Whether nobody could tell the two apart by `current()`. */
export function isSame(left: HeldLeases, right: HeldLeases): boolean {
  return (
    left.owner === right.owner &&
    left.surplus === right.surplus &&
    left.rows.size === right.rows.size &&
    [...left.rows].every(([partition, { epoch, isCautious }]) => {
      const other = right.rows.get(partition);
      return other?.epoch === epoch && other.isCautious === isCautious;
    })
  );
}
