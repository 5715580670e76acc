import type { OutboxRow } from './row.model.js';

/** A row as the relay reads it. */
export type StoredRow = Pick<
  OutboxRow,
  | '_id'
  | 'aggregateType'
  | 'aggregateId'
  | 'aggregateVersion'
  | 'partition'
  | 'event'
  | 'occurredAt'
  | 'nextAttemptAt'
  | 'attempts'
  | 'replay'
  | 'isRepeated'
>;

export interface PendingRow extends StoredRow {
  /** Of its partition's lease when it was read: what became of it counts under this one only. */
  readonly epoch: number;
  /** Whether its try was written down before it began, because its partition is cautious. */
  readonly isStarted: boolean;
}

/** What became of a row in a pass. */
export type Outcome =
  | PublishedOutcome
  /** The bus could not take it now. */
  | RetryOutcome<'refused'>
  /** Something unexpected; counted towards parking. */
  | RetryOutcome<'failed'>
  /** It waits for an earlier version; no try was made. */
  | { readonly kind: 'deferred'; readonly row: PendingRow; readonly afterMs: number }
  | {
      readonly kind: 'parked';
      readonly row: PendingRow;
      readonly reason: string;
      /** Whether a failed try led to it; otherwise it was its tries that never ended. */
      readonly hasTried: boolean;
    };

export interface PublishedOutcome {
  readonly kind: 'published';
  readonly row: PendingRow;
  readonly sequence: number | null;
  readonly isDuplicate: boolean;
}

interface RetryOutcome<Kind> {
  readonly kind: Kind;
  readonly row: PendingRow;
  readonly afterMs: number;
  readonly reason: string;
}

export function aggregateKey(row: Pick<OutboxRow, 'aggregateType' | 'aggregateId'>): string {
  return `${row.aggregateType}:${row.aggregateId}`;
}
