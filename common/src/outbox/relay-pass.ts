import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import type { FaultPoint } from '../fault-point.js';
import type { Logger } from '../logging/index.js';
import { type BrokerMemory, createBrokerMemory } from './broker-memory.js';
import { createLeaseCheck } from './lease-check.js';
import { LeaseLost, type Ownership, type PartitionLeases } from './leases.js';
import { aggregateKey, type Outcome, type PendingRow } from './outcomes.js';
import { createPublishLanes } from './publish-lanes.js';
import { createPublishedVersions } from './published-versions.js';
import { createRelayMarks } from './relay-marks.js';
import type { RelayMetrics } from './relay-metrics.js';
import type { RelayOptions } from './relay-options.js';
import type { RelayStore } from './relay-store.js';
import type { Republish } from './republish.js';
import { createRowReader } from './row-reader.js';
import { createRowsInHand } from './rows-in-hand.js';
import { createRunStarter } from './run-starter.js';
import { createSuspects } from './suspects.js';
import { createWakeUp } from './wake-up.js';

export interface PassDependencies {
  readonly store: RelayStore;
  readonly republish: Republish;
  readonly bus: Bus;
  readonly leases: PartitionLeases;
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  readonly logger: Logger;
  readonly options: RelayOptions;
  readonly faultPoint: FaultPoint;
  /** There is work that was not there at the end of the last pass. */
  onWork(): void;
}

export interface PassResult {
  /** Whether there is more to do at once. */
  readonly hasMore: boolean;
  /** Rows that were brought on their way. */
  readonly rows: number;
}

const settleEveryMs = 1_000;

/**
 * The relay's unit of work: what is due is read and brought on its way. Publishes and marks go on
 * beside the next passes; `room` resolves when there is a point in one.
 */
export function createRelayPass(dependencies: PassDependencies) {
  const { store, bus, leases, clock, metrics, logger, options, faultPoint } = dependencies;
  const published = createPublishedVersions();
  const inHand = createRowsInHand();
  const suspects = createSuspects(store, leases, faultPoint);
  const room = createWakeUp();
  const leaseCheck = createLeaseCheck(leases);
  let hasSkipped = false;
  let begunInSweep = 0;
  let settleAtMs = 0;
  let retryAtMs = Number.POSITIVE_INFINITY;

  function tell(outcome: Outcome, error?: unknown): void {
    const { row } = outcome;
    if (outcome.kind === 'published') {
      published.remember(row.partition, aggregateKey(row), row.aggregateVersion);
    }
    metrics.observe(outcome, clock.now(), error);
    marks.add(outcome);
  }

  const marks = createRelayMarks({
    ...{ store, leases, published, inHand, logger, faultPoint },
    onLetGo() {
      hasSkipped = true;
    },
    onMarked(outcomes) {
      suspects.marked();
      for (const outcome of outcomes) {
        if (outcome.kind === 'published' || outcome.kind === 'parked') continue;
        retryAtMs = Math.min(retryAtMs, performance.now() + outcome.afterMs);
      }
      onRoom();
    },
  });

  const memory: BrokerMemory = createBrokerMemory({
    ...{ bus, leases, republish: dependencies.republish, logger, faultPoint },
    async settleAll() {
      await lanes.drain();
      await marks.flush();
    },
    forget: published.forget,
    onRepublished: (rows) => metrics.republished(rows),
  });

  const lanes = createPublishLanes({
    ...{ bus, options, faultPoint, tell, onRoom },
    isStillOurs: leaseCheck,
    async onForeignVersion(row: PendingRow, version: number) {
      if (await store.hasVersion(row, version)) return;
      metrics.foreignVersion();
      const { aggregateType, aggregateId, aggregateVersion } = row;
      const fields = { aggregateType, aggregateId, aggregateVersion, onBroker: version };
      logger.error(fields, 'The broker holds a version that nobody committed here');
    },
    mayPublish(row: PendingRow) {
      const { fence, partitions } = leases.current();
      const isOwned = partitions === 'all' || partitions.includes(row.partition);
      if (!isOwned || !memory.isCompared(row)) return false;
      return fence === null || fence.epochOf(row.partition) === row.epoch;
    },
    putDown(row: PendingRow) {
      // A start that was written for a try that was not made is taken back.
      if (row.isStarted) tell({ kind: 'deferred', row, afterMs: 0 });
      else inHand.putDown(row);
      hasSkipped = true;
    },
  });

  const hasRoom = () => lanes.hasRoom() && inHand.count() < options.inHandMax;
  function onRoom(): void {
    if (hasRoom()) room.call();
    releaseWhatIsDone(leases.current());
    if (!hasSkipped) return;
    hasSkipped = false;
    dependencies.onWork();
  }

  function releaseWhatIsDone({ releasing }: Ownership): void {
    for (const partition of releasing) {
      if (!inHand.isHolding(partition)) leases.released(partition);
    }
  }

  const reader = createRowReader({ store, inHand, options, faultPoint });
  const starter = createRunStarter({
    ...{ store, lanes, marks, inHand, published, suspects, clock, options, faultPoint, tell },
  });

  async function settleSuspects(): Promise<void> {
    if (!suspects.mayBeThrough() || performance.now() < settleAtMs) return;
    settleAtMs = performance.now() + settleEveryMs;
    await suspects.settle();
  }

  async function pass(): Promise<PassResult> {
    const ownership = leases.current();
    if (ownership.partitions.length === 0) return { hasMore: false, rows: 0 };
    await memory.compare(ownership);
    await suspects.look(ownership);
    if (performance.now() >= retryAtMs) retryAtMs = Number.POSITIVE_INFINITY;
    const { rows, isFull } = await reader.next(ownership, lanes.hanging());
    const started = await starter.start(rows, ownership);
    hasSkipped = started.hasSkipped;
    begunInSweep += started.rows;
    if (reader.isReadingThrough()) return { hasMore: true, rows: started.rows };
    const hasMore = begunInSweep > (isFull ? 0 : started.rows);
    begunInSweep = 0;
    if (!hasMore && started.rows === 0) await settleSuspects();
    return { hasMore, rows: started.rows };
  }

  return {
    async run(): Promise<PassResult> {
      try {
        return await pass();
      } catch (error) {
        if (!(error instanceof LeaseLost)) throw error;
        await leases.verify(error.partitions);
        return { hasMore: true, rows: 0 };
      }
    },
    /** Gives back what others want and nothing is under way of. */
    release: () => releaseWhatIsDone(leases.current()),
    /** Resolves when there is room for more, or after `passMsMax`: what hangs is then left out. */
    async room(): Promise<void> {
      if (!hasRoom()) await room.sleep(options.passMsMax);
    },
    retryInMs: () => Math.max(retryAtMs - performance.now(), 0),
    knows: inHand.has,
    /** Ends what is under way and marks it; begins nothing more. */
    async finish(): Promise<void> {
      await lanes.stop();
      await marks.end();
    },
  };
}
