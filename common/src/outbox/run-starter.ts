import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import { between, type FaultPoint } from '../fault-point.js';
import type { DomainEventId } from '../ids.js';
import { type AggregateRun, aggregateRuns } from './aggregate-runs.js';
import type { Ownership } from './leases.js';
import { splitByOrder } from './order-guard.js';
import type { Outcome, PendingRow, StoredRow } from './outcomes.js';
import type { PublishLanes } from './publish-lanes.js';
import type { PublishedVersions } from './published-versions.js';
import type { RelayMarks } from './relay-marks.js';
import type { RelayOptions } from './relay-options.js';
import type { RelayStore } from './relay-store.js';
import type { RowsInHand } from './rows-in-hand.js';
import {
  parkedAsKiller,
  rowsMaxBeside,
  type Suspects,
  unfinishedOf,
  worstFirst,
} from './suspects.js';

export interface RunStarterDependencies {
  readonly store: RelayStore;
  readonly lanes: PublishLanes;
  readonly marks: RelayMarks;
  readonly inHand: RowsInHand;
  readonly published: PublishedVersions;
  readonly suspects: Suspects;
  readonly clock: Clock;
  readonly options: RelayOptions;
  readonly faultPoint: FaultPoint;
  tell(outcome: Outcome): void;
}

export interface Started {
  readonly rows: number;
  /** Whether rows were left for want of room; they are due as soon as there is some. */
  readonly hasSkipped: boolean;
}

const quietMsMax = 1_000;

/** Brings rows that were read on their way: each behind its predecessor, suspects with care. */
export function createRunStarter(dependencies: RunStarterDependencies) {
  const { store, lanes, marks, inHand, suspects, faultPoint, tell } = dependencies;
  /** Of the last batch with unfinished tries: the next begins when they are marked. */
  let triedIds: readonly DomainEventId[] = [];

  let taken = 0;

  function take(row: PendingRow): void {
    inHand.take(row);
    taken += 1;
  }

  function withoutKillers({ key, rows }: AggregateRun): AggregateRun[] {
    const at = rows.findIndex((row) => parkedAsKiller(row) !== null);
    const killer = rows[at];
    if (killer === undefined) return [{ key, rows }];
    const outcome = parkedAsKiller(killer);
    take(killer);
    if (outcome !== null) tell(outcome);
    const [first, ...behind] = rows.slice(0, at);
    return first === undefined ? [] : [{ key, rows: [first, ...behind] }];
  }

  /** Rows behind those of their aggregate that are on the way need no other proof of order. */
  function append(run: AggregateRun): void {
    if (run.rows.some((row) => suspects.isSuspect(row))) return;
    for (const row of lanes.append(run)) take(row);
  }

  async function inOrder(runs: readonly AggregateRun[]): Promise<readonly AggregateRun[]> {
    const { ready, waiting } = await splitByOrder(runs, dependencies);
    for (const outcome of waiting) {
      take(outcome.row);
      tell(outcome);
    }
    return ready;
  }

  function begin(runs: readonly AggregateRun[]): void {
    for (const run of runs) lanes.begin(run, take);
  }

  /** Writes down that their tries begin, and answers them so. */
  async function written(
    runs: readonly AggregateRun[],
    { fence }: Ownership,
  ): Promise<readonly AggregateRun[]> {
    const rows = runs.flatMap((run) => run.rows.filter((row) => suspects.isSuspect(row)));
    if (rows.length === 0) return runs;
    await between(faultPoint, 'begin', () => store.begin(fence, rows));
    const begun = (row: PendingRow) => ({ ...row, isStarted: suspects.isSuspect(row) });
    return runs.map(({ key, rows: [first, ...behind] }) => ({
      key,
      rows: [begun(first), ...behind.map(begun)],
    }));
  }

  /** Nothing else is on the way or unmarked, as far as that can be had in a second. */
  async function quiet(): Promise<void> {
    await Promise.race([lanes.drain(), wait(quietMsMax, undefined, { ref: false })]);
    await marks.flush();
  }

  async function beginTried(tried: readonly AggregateRun[], ownership: Ownership): Promise<void> {
    if (tried.length === 0 || triedIds.some((id) => inHand.has(id))) return;
    const runs = worstFirst(tried);
    const rows = runs.flatMap((run) => run.rows);
    const isLastChance = rowsMaxBeside(Math.max(...rows.map(unfinishedOf))) === 1;
    if (isLastChance) await quiet();
    triedIds = rows.map(({ _id }) => _id);
    begin(await written(runs, ownership));
    if (isLastChance) await quiet();
  }

  return {
    async start(read: readonly StoredRow[], ownership: Ownership): Promise<Started> {
      const { fence } = ownership;
      const rows = read.map((row): PendingRow => {
        return { ...row, epoch: fence?.epochOf(row.partition) ?? 1, isStarted: false };
      });
      taken = 0;
      const runs = aggregateRuns(rows).flatMap(withoutKillers);
      const [onTheWay, free] = partition(runs, ({ key }) => lanes.has(key));
      for (const run of onTheWay) append(run);
      const ready = await inOrder(lanes.fitting(free));
      const [tried, fresh] = partition(ready, (run) =>
        run.rows.some((row) => suspects.isSuspect(row) && unfinishedOf(row) > 0),
      );
      begin(await written(fresh, ownership));
      await beginTried(tried, ownership);
      return { rows: taken, hasSkipped: taken < rows.length };
    },
  };
}

function partition<Item>(items: readonly Item[], isLeft: (item: Item) => boolean) {
  const left = items.filter(isLeft);
  return [left, items.filter((item) => !isLeft(item))] as const;
}
