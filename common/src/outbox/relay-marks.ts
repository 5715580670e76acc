import { setTimeout as wait } from 'node:timers/promises';
import { between, type FaultPoint } from '../fault-point.js';
import type { Logger } from '../logging/index.js';
import { type Fence, LeaseLost, type PartitionLeases } from './leases.js';
import type { Outcome } from './outcomes.js';
import type { PublishedVersions } from './published-versions.js';
import type { RelayStore } from './relay-store.js';
import type { RowsInHand } from './rows-in-hand.js';

export interface MarkDependencies {
  readonly store: RelayStore;
  readonly leases: PartitionLeases;
  readonly published: PublishedVersions;
  readonly inHand: RowsInHand;
  readonly logger: Logger;
  readonly faultPoint: FaultPoint;
  /** Rows that another relay may own by now were put down unmarked; if they are ours, they are due. */
  onLetGo(): void;
  /** Called after every mark with what it wrote. */
  onMarked(outcomes: readonly Outcome[]): void;
}

/** A transaction of so many rows stays well below a second and below the oplog's limits. */
const marksMax = 1_000;
/** Worth a transaction at once; fewer wait a moment for others, which delays nobody. */
const worthMarking = 250;
/** Above this there is enough for two writes beside each other. */
const worthSplitting = 2 * worthMarking;
const gatherMs = 10;
const errorPauseMs = 300;

/** Two writes never share a partition, and so neither a lease nor an aggregate. */
const halves = [0, 1] as const;
type Half = (typeof halves)[number];
const halfOf = ({ row }: Outcome): Half => (row.partition % 2 === 0 ? 0 : 1);

/**
 * What became of rows, until it is written down: each write of all there is by then, and in a rush
 * the next one beside it, over the other half of the partitions. What cannot be written is kept;
 * what another relay owns now is dropped.
 */
export function createRelayMarks(dependencies: MarkDependencies) {
  const { store, leases, published, inHand, logger, faultPoint, onLetGo, onMarked } = dependencies;
  let waiting: Outcome[] = [];
  const busy = new Set<Half>();
  const running = new Set<Promise<void>>();
  let gathering: Promise<void> | null = null;
  let isHurried = false;
  let isEnded = false;

  /**
   * Gives up what is not ours: others have gone on from there. That the tries ended is written down
   * all the same, or they would count as deaths.
   */
  async function letGo(lost: readonly Outcome[]): Promise<void> {
    const rows = lost.map(({ row }) => row);
    const begun = rows.filter((row) => row.isStarted);
    if (begun.length > 0) await between(faultPoint, 'take-back', () => store.takeBack(begun));
    published.forget(rows.map(({ partition }) => partition));
    for (const row of rows) inHand.putDown(row);
    onLetGo();
  }

  async function write(taken: readonly Outcome[]): Promise<void> {
    let writing = taken;
    try {
      while (writing.length > 0) {
        const { fence } = leases.current();
        const lost = await tryMark(fence, writing);
        if (lost.length === 0) break;
        await letGo(lost);
        writing = writing.filter((outcome) => !lost.includes(outcome));
      }
    } catch (error) {
      waiting = [...writing, ...waiting];
      throw error;
    }
    for (const { row } of writing) inHand.putDown(row);
    onMarked(writing);
  }

  /** Answers those that are not ours to write, if there are any; then nothing was written. */
  async function tryMark(
    fence: Fence | null,
    outcomes: readonly Outcome[],
  ): Promise<readonly Outcome[]> {
    // What was read under an older lease is another's, though we may have a new one.
    const outdated = outcomes.filter(
      ({ row }) => fence !== null && fence.epochOf(row.partition) !== row.epoch,
    );
    if (outdated.length > 0) return outdated;
    try {
      await between(faultPoint, 'mark', () => store.mark(fence, outcomes));
      return [];
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      const { partitions } = error;
      logger.warn({ partitions }, 'Leases were lost before rows were marked');
      await leases.verify(partitions);
      return outcomes.filter(({ row }) => partitions.includes(row.partition));
    }
  }

  /** Of what waits, the beginning of what no write under way is about. */
  function take(from: readonly Half[]): readonly Outcome[] {
    const taken: Outcome[] = [];
    waiting = waiting.filter((outcome) => {
      const isTaken = taken.length < marksMax && from.includes(halfOf(outcome));
      if (isTaken) taken.push(outcome);
      return !isTaken;
    });
    return taken;
  }

  async function writeHalves(chosen: readonly Half[]): Promise<void> {
    for (const half of chosen) busy.add(half);
    try {
      await write(take(chosen));
    } catch (error) {
      if (isHurried) throw error;
      logger.warn({ err: error }, 'The relay could not mark rows; it tries again');
      await wait(errorPauseMs);
    } finally {
      for (const half of chosen) busy.delete(half);
    }
  }

  /** Begins every write that can begin now. */
  function begin(): void {
    if (isEnded) return;
    if (busy.size === 0 && waiting.length > 0 && waiting.length <= worthSplitting) start(halves);
    for (const half of halves) {
      if (!busy.has(half) && waiting.some((outcome) => halfOf(outcome) === half)) start([half]);
    }
  }

  function start(chosen: readonly Half[]): void {
    const work = writeHalves(chosen).finally(() => {
      running.delete(work);
      if (waiting.length > 0) soon();
    });
    running.add(work);
    // Who flushes is told; otherwise it was logged and is tried again.
    work.catch(() => undefined);
  }

  function soon(): void {
    if (isHurried || waiting.length >= worthMarking) begin();
    else if (gathering === null) gathering = wait(gatherMs).then(gathered);
  }

  function gathered(): void {
    gathering = null;
    begin();
  }

  /** Writes all there is now; throws when the database does not take it, and keeps it then. */
  async function flush(): Promise<void> {
    isHurried = true;
    try {
      while (waiting.length > 0 || running.size > 0) {
        begin();
        await Promise.all(running);
      }
    } finally {
      isHurried = false;
    }
  }

  return {
    add(outcome: Outcome): void {
      waiting.push(outcome);
      if (busy.size < halves.length) soon();
    },
    flush,
    /** The last flush: what it could not write is left to whoever takes over. */
    async end(): Promise<void> {
      try {
        await flush();
      } finally {
        isEnded = true;
      }
    },
  };
}

export type RelayMarks = ReturnType<typeof createRelayMarks>;
