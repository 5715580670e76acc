import { setTimeout as wait } from 'node:timers/promises';
import { between, type FaultPoint } from '../fault-point.js';
import type { Logger } from '../logging/index.js';
import { LeaseLost, type PartitionLeases } from './leases.js';
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
  /** Called after every mark with what it wrote. */
  onMarked(outcomes: readonly Outcome[]): void;
}

/** A transaction of so many rows stays well below a second and below the oplog's limits. */
const marksMax = 1_000;
/** Worth a transaction at once; fewer wait a moment for others, which delays nobody. */
const worthMarking = 250;
const gatherMs = 10;
const errorPauseMs = 300;

/**
 * What became of rows, until it is written down: one write after another, each of all there is by
 * then. What cannot be written is kept; what another relay owns now is dropped.
 */
export function createRelayMarks(dependencies: MarkDependencies) {
  const { store, leases, published, inHand, logger, faultPoint, onMarked } = dependencies;
  let waiting: Outcome[] = [];
  let writing: readonly Outcome[] = [];
  let running: Promise<void> | null = null;
  let isHurried = false;

  /** Of `writing`, what is not ours: others have gone on from there. */
  function drop(isLost: (outcome: Outcome) => boolean): void {
    for (const outcome of writing.filter(isLost)) {
      published.forget([outcome.row.partition]);
      inHand.putDown(outcome.row);
    }
    writing = writing.filter((outcome) => !isLost(outcome));
  }

  /** What was read under an older lease is not ours to write, though we may have a new one. */
  function dropOutdated(): void {
    const { fence } = leases.current();
    if (fence === null) return;
    drop(({ row }) => fence.epochOf(row.partition) !== row.epoch);
  }

  async function writeOnce(): Promise<void> {
    writing = waiting.splice(0, marksMax);
    dropOutdated();
    while (writing.length > 0) {
      try {
        const { fence } = leases.current();
        await between(faultPoint, 'mark', () => store.mark(fence, writing));
        break;
      } catch (error) {
        if (!(error instanceof LeaseLost)) throw error;
        logger.warn({ partitions: error.partitions }, 'Leases were lost before rows were marked');
        const { partitions } = error;
        drop(({ row }) => partitions.includes(row.partition));
        await leases.verify(partitions);
      }
    }
    const marked = writing;
    writing = [];
    for (const { row } of marked) inHand.putDown(row);
    onMarked(marked);
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      if (waiting.length < worthMarking && !isHurried) await wait(gatherMs);
      try {
        await writeOnce();
      } catch (error) {
        waiting = [...writing, ...waiting];
        writing = [];
        if (isHurried) throw error;
        logger.warn({ err: error }, 'The relay could not mark rows; it tries again');
        await wait(errorPauseMs);
      }
    }
  }

  function start(): Promise<void> {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    add(outcome: Outcome): void {
      waiting.push(outcome);
      void start().catch((error: unknown) => logger.warn({ err: error }, 'Rows are not marked'));
    },
    /** Writes all there is now; throws when the database does not take it, and keeps it then. */
    async flush(): Promise<void> {
      isHurried = true;
      try {
        while (waiting.length > 0 || running !== null) await start();
      } finally {
        isHurried = false;
      }
    },
  };
}

export type RelayMarks = ReturnType<typeof createRelayMarks>;
