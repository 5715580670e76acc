import type { AggregateType } from '../contracts/domain-event.js';
import type { AggregateRun } from './aggregate-runs.js';

/** What the next read leaves out, because it could not be published now. */
export interface Exceptions {
  readonly aggregateIds: readonly string[];
  readonly aggregateTypes: readonly AggregateType[];
}

/**
 * The publishes under way, at most so many aggregates of each type: a consumer that hangs fills
 * the window of what it listens to, and the rest goes on.
 */
export function createPublishWindow(aggregatesMax: number) {
  /** By aggregate: what outlives its pass is left alone by the next one. */
  const underWay = new Map<string, { readonly run: AggregateRun; readonly work: Promise<void> }>();

  function countByType(): Map<AggregateType, number> {
    const counts = new Map<AggregateType, number>();
    for (const { run } of underWay.values()) count(counts, typeOf(run));
    return counts;
  }

  return {
    has: (key: string) => underWay.has(key),
    exceptions(): Exceptions {
      const full = [...countByType()].filter(([, aggregates]) => aggregates >= aggregatesMax);
      return {
        aggregateIds: [...underWay.values()].map(({ run }) => run.rows[0].aggregateId),
        aggregateTypes: full.map(([aggregateType]) => aggregateType),
      };
    },
    /** Those of `runs` that have a place, in their order. */
    fitting(runs: readonly AggregateRun[]): AggregateRun[] {
      const counts = countByType();
      return runs.filter((run) => count(counts, typeOf(run)) <= aggregatesMax);
    },
    start(run: AggregateRun, publish: (run: AggregateRun) => Promise<void>): Promise<void> {
      const work = publish(run).finally(() => underWay.delete(run.key));
      underWay.set(run.key, { run, work });
      return work;
    },
    async drain(): Promise<void> {
      await Promise.all([...underWay.values()].map(({ work }) => work));
    },
  };
}

function typeOf(run: AggregateRun): AggregateType {
  return run.rows[0].aggregateType;
}

function count(counts: Map<AggregateType, number>, aggregateType: AggregateType): number {
  const now = (counts.get(aggregateType) ?? 0) + 1;
  counts.set(aggregateType, now);
  return now;
}
