import { type Bus, PublishFenced, type PublishReceipt, PublishRefused } from '../bus/port.js';
import { between, type FaultPoint } from '../fault-point.js';
import { isTransient } from '../mongo/index.js';
import { tracePublish } from '../tracing/trace-events.js';
import type { Outcome, PendingRow } from './outcomes.js';
import type { RelayOptions } from './relay-options.js';

export interface PublishDependencies {
  readonly bus: Bus;
  readonly options: RelayOptions;
  readonly faultPoint: FaultPoint;
  /** From memory: whether a publish of this row may begin now. */
  mayPublish(row: PendingRow): boolean;
  /** Asks the database whether the partition of the row is ours under the epoch it was read. */
  isStillOurs(row: PendingRow): Promise<boolean>;
  tell(outcome: Outcome, error?: unknown): void;
  /** The broker holds this later version of an aggregate that is surely ours. */
  onForeignVersion(row: PendingRow, version: number): Promise<void>;
}

/**
 * Publishes one row and tells what became of it. Answers how long those behind it must wait: null
 * when it is published, infinitely when it is another relay's now, of which nothing is told.
 */
export async function publishRow(
  row: PendingRow,
  dependencies: PublishDependencies,
): Promise<number | null> {
  const { options, tell } = dependencies;
  try {
    const receipt = await tracePublish(row.event, () => sendOnce(row, dependencies));
    if (receipt === null) return Number.POSITIVE_INFINITY;
    const { sequence = null, duplicate: isDuplicate } = receipt;
    tell({ kind: 'published', row, sequence, isDuplicate });
    return null;
  } catch (error) {
    const outcome = outcomeOfError(row, error, options);
    tell(outcome, error);
    return outcome.kind === 'parked' ? options.backoffMsMax : outcome.afterMs;
  }
}

/**
 * Null when the broker holds a later version, and meanwhile the lease was lost or the broker came
 * back with a storage that was not compared.
 */
async function sendOnce(
  row: PendingRow,
  { bus, faultPoint, mayPublish, isStillOurs, onForeignVersion }: PublishDependencies,
): Promise<PublishReceipt | null> {
  const attempt = row.attempts.finished + 1;
  const replay = row.replay === undefined ? {} : { replayId: row.replay, fenced: false };
  try {
    return await between(faultPoint, 'publish', () =>
      bus.publish(row.event, { attempt, ...replay }),
    );
  } catch (error) {
    if (!(error instanceof PublishFenced)) throw error;
    if (!(await between(faultPoint, 'verify', () => isStillOurs(row)))) return null;
    const { version } = error;
    if (version !== undefined) {
      await between(faultPoint, 'foreign-version', () => onForeignVersion(row, version));
    }
    if (!mayPublish(row)) return null;
    // Ours, so the later version is from before: of a replay, or of a mark that was never made.
    // Sent at least once more; consumers restore the order.
    return between(faultPoint, 'publish-unfenced', () =>
      bus.publish(row.event, { attempt, ...replay, fenced: false }),
    );
  }
}

function outcomeOfError(row: PendingRow, error: unknown, options: RelayOptions) {
  const reason = String(error);
  // The database's trouble, while we ask for the lease, says nothing about the row either.
  if (error instanceof PublishRefused || isTransient(error)) {
    const pauseMs = error instanceof PublishRefused ? error.retryAfterMs : 0;
    const afterMs = Math.max(pauseMs, options.backoffMsMin);
    return { kind: 'refused', row, afterMs, reason } as const;
  }
  const failed = row.attempts.failed + 1;
  if (failed >= options.attemptsMax) {
    return { kind: 'parked', row, reason, hasTried: true } as const;
  }
  const afterMs = Math.min(options.backoffMsMin * 2 ** (failed - 1), options.backoffMsMax);
  return { kind: 'failed', row, afterMs, reason } as const;
}
