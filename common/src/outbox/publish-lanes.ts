import type { AggregateType } from '../contracts/domain-event.js';
import type { AggregateRun } from './aggregate-runs.js';
import type { PendingRow } from './outcomes.js';
import { type PublishDependencies, publishRow } from './publish-row.js';
import type { LeftOut } from './relay-reads.js';

export interface LaneDependencies extends PublishDependencies {
  /** A row that was taken is not published by us now, and nothing was told of it. */
  putDown(row: PendingRow): void;
  /** A lane has come to its end: there is room, and its aggregate may be read again. */
  onRoom(): void;
}

/** One aggregate's way to the bus: its rows one after another, while others go beside it. */
interface Lane {
  readonly key: string;
  readonly first: PendingRow;
  readonly startedAtMs: number;
  readonly rows: PendingRow[];
  work: Promise<void>;
}

/** A hot aggregate does not fill the memory: what is behind this many is read again later. */
const rowsPerLaneMax = 100;

/**
 * The publishes under way, at most so many aggregates of each type: a consumer that hangs fills
 * the window of what it listens to, and the rest goes on.
 */
export function createPublishLanes(dependencies: LaneDependencies) {
  const { options, tell, mayPublish, putDown, onRoom } = dependencies;
  const lanes = new Map<string, Lane>();
  const countByType = new Map<AggregateType, number>();
  let isStopping = false;

  function count({ aggregateType }: PendingRow, by: 1 | -1): void {
    countByType.set(aggregateType, (countByType.get(aggregateType) ?? 0) + by);
  }

  async function publishAll(lane: Lane): Promise<void> {
    for (let next = lane.rows[0]; next !== undefined; next = lane.rows[0]) {
      if (isStopping || !mayPublish(next)) break;
      const waitMs = await publishRow(next, dependencies);
      if (waitMs === Number.POSITIVE_INFINITY) break;
      lane.rows.shift();
      if (waitMs === null) continue;
      for (const row of lane.rows.splice(0)) tell({ kind: 'deferred', row, afterMs: waitMs });
    }
    end(lane);
  }

  function end(lane: Lane): void {
    for (const row of lane.rows) putDown(row);
    lanes.delete(lane.key);
    count(lane.first, -1);
    onRoom();
  }

  return {
    has: (key: string) => lanes.has(key),
    /** What has been under way for longer than a pass may last, and the types it fills. */
    hanging(): LeftOut {
      const sinceMs = performance.now() - options.passMsMax;
      const old = [...lanes.values()].filter(({ startedAtMs }) => startedAtMs < sinceMs);
      const full = new Set(
        old.flatMap(({ first: { aggregateType } }) =>
          (countByType.get(aggregateType) ?? 0) >= options.windowMax ? [aggregateType] : [],
        ),
      );
      return {
        aggregateIds: old.map(({ first }) => first.aggregateId),
        aggregateTypes: [...full],
      };
    },
    /** Puts a run behind its aggregate's rows that are under way; answers the rows taken. */
    append({ key, rows }: AggregateRun): readonly PendingRow[] {
      const lane = lanes.get(key);
      const last = lane?.rows.at(-1);
      const [first] = rows;
      if (lane === undefined || last === undefined || first.epoch !== last.epoch) return [];
      if (first.aggregateVersion !== last.aggregateVersion + 1) return [];
      const added = rows.slice(0, Math.max(rowsPerLaneMax - lane.rows.length, 0));
      lane.rows.push(...added);
      return added;
    },
    /** Whether there is a place for many more of every type. */
    hasRoom: () => Math.max(0, ...countByType.values()) <= options.windowMax / 2,
    /** Those of `runs` that have a place, in their order. */
    fitting(runs: readonly AggregateRun[]): AggregateRun[] {
      const counts = new Map(countByType);
      return runs.filter(({ rows: [{ aggregateType }] }) => {
        const count = (counts.get(aggregateType) ?? 0) + 1;
        counts.set(aggregateType, count);
        return count <= options.windowMax;
      });
    },
    /** Begins to publish a run, which `take` gets all or the beginning of. */
    begin({ key, rows }: AggregateRun, take: (row: PendingRow) => void): void {
      const [first] = rows;
      const taken = rows.slice(0, rowsPerLaneMax);
      for (const row of taken) take(row);
      const startedAtMs = performance.now();
      const lane: Lane = { key, first, startedAtMs, rows: taken, work: Promise.resolve() };
      lanes.set(key, lane);
      count(first, 1);
      lane.work = publishAll(lane);
    },
    /** Resolves when nothing is under way. */
    async drain(): Promise<void> {
      while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ work }) => work));
    },
    /** Ends every lane behind the row that it is publishing, and resolves when all have ended. */
    async stop(): Promise<void> {
      isStopping = true;
      await this.drain();
    },
  };
}

export type PublishLanes = ReturnType<typeof createPublishLanes>;
