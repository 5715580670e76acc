import { aggregateKey, type PendingRow } from './outcomes.js';

/** Rows of one aggregate that may be published one after another: versions without a gap. */
export interface AggregateRun {
  readonly key: string;
  readonly rows: readonly [PendingRow, ...PendingRow[]];
}

/**
 * Groups rows by aggregate in version order and cuts each group at its first gap. What is behind
 * a gap is not lost: the next pass reads it again.
 */
export function aggregateRuns(rows: readonly PendingRow[]): readonly AggregateRun[] {
  const groups = new Map<string, PendingRow[]>();
  for (const row of rows) {
    const key = aggregateKey(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups].flatMap(([key, group]) => {
    const run = withoutGaps(group);
    return run === null ? [] : [{ key, rows: run }];
  });
}

function withoutGaps(group: PendingRow[]): [PendingRow, ...PendingRow[]] | null {
  group.sort((left, right) => left.aggregateVersion - right.aggregateVersion);
  const [first, ...rest] = group;
  if (first === undefined) return null;
  const gapAt = rest.findIndex(
    (row, index) => row.aggregateVersion !== first.aggregateVersion + index + 1,
  );
  return [first, ...(gapAt === -1 ? rest : rest.slice(0, gapAt))];
}
