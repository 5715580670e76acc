import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { type AggregateRun, aggregateRuns } from './aggregate-runs.js';
import type { PartitionLeases } from './leases.js';
import { splitByOrder } from './order-guard.js';
import { aggregateIdOf, aggregateKey, type Outcome, type PendingRow } from './outcomes.js';
import { publishRun } from './publish-run.js';
import { createPublishedVersions } from './published-versions.js';
import type { RelayMetrics } from './relay-metrics.js';
import type { RelayOptions } from './relay-options.js';
import type { RelayStore } from './relay-store.js';

export interface PassDependencies {
  readonly store: RelayStore;
  readonly bus: Bus;
  readonly leases: PartitionLeases;
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  readonly options: RelayOptions;
  /** A publish that outlived its pass is over: its mark is due. */
  onLateOutcome(): void;
}

export interface PassResult {
  /** Whether there is more to do at once. */
  readonly hasMore: boolean;
  /** Whether any row was read or marked. */
  readonly hasWorked: boolean;
  /** When the first row that was put off is due again, or null. */
  readonly retryInMs: number | null;
}

const putOffRowsMax = 100;
const putOffEveryMs = 1_000;

/** The relay's unit of work: one read, publishes in parallel, one bulk of marks. */
export function createRelayPass(dependencies: PassDependencies) {
  const { store, bus, leases, clock, metrics, options } = dependencies;
  const published = createPublishedVersions();
  /** Publishes under way by aggregate: what outlives its pass is left alone by the next one. */
  const underWay = new Map<string, Promise<void>>();
  let outcomes: Outcome[] = [];
  let isPassRunning = false;
  let putOffReadAtMs = 0;

  function tell(outcome: Outcome, error?: unknown): void {
    outcomes.push(outcome);
    if (outcome.kind === 'published') {
      published.remember(aggregateKey(outcome.row), outcome.row.aggregateVersion);
    }
    metrics.observe(outcome, clock.now(), error);
    if (!isPassRunning) dependencies.onLateOutcome();
  }

  function start(run: AggregateRun): Promise<void> {
    const work = publishRun(run, bus, options, tell).finally(() => underWay.delete(run.key));
    underWay.set(run.key, work);
    return work;
  }

  /** Writes down what became of rows; what could not be written is kept for the next time. */
  async function flush(): Promise<Outcome[]> {
    const flushed = outcomes;
    outcomes = [];
    try {
      await store.mark(leases.current().fence, flushed);
    } catch (error) {
      outcomes = [...flushed, ...outcomes];
      throw error;
    }
    return flushed;
  }

  async function read(): Promise<{ rows: PendingRow[]; isFull: boolean }> {
    const ownership = leases.current();
    const rowsMax = options.batchSizeMax;
    const due = await store.readDue(ownership, rowsMax, [...underWay.keys()].map(aggregateIdOf));
    const isFull = due.length === rowsMax;
    if (!isFull || performance.now() - putOffReadAtMs < putOffEveryMs) return { rows: due, isFull };
    putOffReadAtMs = performance.now();
    const byId = new Map(due.map((row) => [row._id, row]));
    for (const row of await store.readPutOff(ownership, putOffRowsMax)) byId.set(row._id, row);
    return { rows: [...byId.values()], isFull };
  }

  async function pass(): Promise<PassResult> {
    await flush();
    const { rows, isFull } = await read();
    const free = rows.filter((row) => !underWay.has(aggregateKey(row)));
    const runs = aggregateRuns(free).slice(0, Math.max(options.windowMax - underWay.size, 0));
    const { ready, waiting } = await splitByOrder(runs, { store, published, clock, options });
    for (const outcome of waiting) tell(outcome);
    await settleWithin(ready.map(start), options.passMsMax);
    const done = await flush();
    const hasWorked = rows.length > 0 || done.length > 0;
    return { hasMore: isFull && done.length > 0, hasWorked, retryInMs: firstRetryMs(done) };
  }

  return {
    async run(): Promise<PassResult> {
      isPassRunning = true;
      try {
        return await pass();
      } finally {
        isPassRunning = false;
      }
    },
    /** Waits for every publish under way and marks it. */
    async finish(): Promise<void> {
      await Promise.all(underWay.values());
      await flush();
    },
  };
}

async function settleWithin(work: readonly Promise<void>[], ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.all(work), limit]);
  clearTimeout(timer);
}

function firstRetryMs(outcomes: readonly Outcome[]): number | null {
  let firstMs: number | null = null;
  for (const outcome of outcomes) {
    if (outcome.kind === 'published' || outcome.kind === 'parked') continue;
    firstMs = Math.min(firstMs ?? outcome.afterMs, outcome.afterMs);
  }
  return firstMs;
}
