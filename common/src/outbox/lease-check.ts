import type { PartitionLeases } from './leases.js';
import type { PendingRow } from './outcomes.js';

/**
 * Asks the database whether rows' partitions are still ours under the epochs they were read with.
 * Who asks while a question is under way shares the next one: one statement for hundreds of rows.
 */
export function createLeaseCheck(leases: PartitionLeases): (row: PendingRow) => Promise<boolean> {
  let asked = new Set<number>();
  let next: Promise<ReadonlySet<number>> | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  async function ask(): Promise<ReadonlySet<number>> {
    await underWay;
    const partitions = [...asked];
    asked = new Set();
    next = null;
    const answer = leases.verify(partitions);
    underWay = answer.catch(() => undefined);
    return new Set(await answer);
  }

  return async ({ partition, epoch }) => {
    asked.add(partition);
    next ??= ask();
    const ours = await next;
    const { fence } = leases.current();
    return ours.has(partition) && (fence === null || fence.epochOf(partition) === epoch);
  };
}
