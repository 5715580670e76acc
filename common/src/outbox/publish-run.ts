import { type Bus, PublishRefused } from '../bus/port.js';
import type { AggregateRun } from './aggregate-runs.js';
import type { Outcome, PendingRow } from './outcomes.js';
import type { RelayOptions } from './relay-options.js';

/**
 * Publishes an aggregate's rows one after another and tells what became of each. The first that
 * does not get through stops the run; those behind it are put off with it.
 */
export async function publishRun(
  run: AggregateRun,
  bus: Bus,
  options: RelayOptions,
  tell: (outcome: Outcome, error?: unknown) => void,
): Promise<void> {
  for (const [index, row] of run.rows.entries()) {
    try {
      const receipt = await bus.publish(row.event, { attempt: row.attempts.finished + 1 });
      tell({ kind: 'published', row, sequence: receipt.sequence ?? null });
    } catch (error) {
      const outcome = outcomeOfError(row, error, options);
      tell(outcome, error);
      const afterMs = outcome.kind === 'parked' ? options.backoffMsMax : outcome.afterMs;
      for (const behind of run.rows.slice(index + 1)) {
        tell({ kind: 'deferred', row: behind, afterMs });
      }
      return;
    }
  }
}

function outcomeOfError(row: PendingRow, error: unknown, options: RelayOptions) {
  const reason = String(error);
  if (error instanceof PublishRefused) {
    const afterMs = Math.max(error.retryAfterMs, options.backoffMsMin);
    return { kind: 'refused', row, afterMs, reason } as const;
  }
  const failed = row.attempts.failed + 1;
  if (failed >= options.attemptsMax) return { kind: 'parked', row, reason } as const;
  const afterMs = Math.min(options.backoffMsMin * 2 ** (failed - 1), options.backoffMsMax);
  return { kind: 'failed', row, afterMs, reason } as const;
}
