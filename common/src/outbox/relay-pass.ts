import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { type AggregateRun, aggregateRuns } from './aggregate-runs.js';
import type { PartitionLeases } from './leases.js';
import { splitByOrder } from './order-guard.js';
import { aggregateKey, type Outcome, type PendingRow } from './outcomes.js';
import { publishRun } from './publish-run.js';
import { createPublishWindow } from './publish-window.js';
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
  const window = createPublishWindow(options.windowMax);
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
    return window.start(run, () => publishRun(run, bus, options, tell));
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
    const except = window.exceptions();
    const due = await store.readDue(ownership, rowsMax, except);
    const isFull = due.length === rowsMax;
    if (!isFull || performance.now() - putOffReadAtMs < putOffEveryMs) return { rows: due, isFull };
    putOffReadAtMs = performance.now();
    const byId = new Map(due.map((row) => [row._id, row]));
    for (const row of await store.readPutOff(ownership, putOffRowsMax, except))
      byId.set(row._id, row);
    return { rows: [...byId.values()], isFull };
  }

  async function pass(): Promise<PassResult> {
    const late = await flush();
    const { rows, isFull } = await read();
    // Done while the marks above were written: the read saw these rows as if nobody had tried.
    const unmarked = new Set(outcomes.map(({ row }) => aggregateKey(row)));
    const isFree = (key: string) => !window.has(key) && !unmarked.has(key);
    const free = rows.filter((row) => isFree(aggregateKey(row)));
    const runs = window.fitting(aggregateRuns(free));
    const { ready, waiting } = await splitByOrder(runs, { store, published, clock, options });
    for (const outcome of waiting) tell(outcome);
    await settleWithin(ready.map(start), options.passMsMax);
    const done = [...late, ...(await flush())];
    const hasWorked = rows.length > 0 || done.length > 0;
    const hasMore = (isFull && done.length > 0) || free.length < rows.length;
    return { hasMore, hasWorked, retryInMs: firstRetryMs(done) };
  }

  return {
    async run(): Promise<PassResult> {
      isPassRunning = true;
      try {
        const result = await pass();
        // Told while the last marks were written, when nobody was woken for it.
        return { ...result, hasMore: result.hasMore || outcomes.length > 0 };
      } finally {
        isPassRunning = false;
      }
    },
    /** Waits for every publish under way and marks it. */
    async finish(): Promise<void> {
      await window.drain();
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
